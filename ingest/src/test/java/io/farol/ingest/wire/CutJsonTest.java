// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.ingest.dialect.JsonText;
import io.farol.model.Value;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CutJsonTest {

  private static String read(String text) {
    return JsonText.write(Objects.requireNonNull(CutJson.read(text)));
  }

  @Test
  void whatCameIsKept() {
    assertThat(read("{\"a\":1,\"b\":[1,{\"c\":\"oi, tu"))
        .isEqualTo("{\"a\":1,\"b\":[1,{\"c\":\"oi, tu\"}]}");
    assertThat(read("{\"a\":1,\"b")).isEqualTo("{\"a\":1}");
    assertThat(read("{\"a\":1,\"b\":")).isEqualTo("{\"a\":1}");
    assertThat(read("{\"a\":1,\"b\":12")).isEqualTo("{\"a\":1}");
    assertThat(read("{\"a\":[1,2")).isEqualTo("{\"a\":[1]}");
    assertThat(read("{\"a\":{\"b\":2}")).isEqualTo("{\"a\":{\"b\":2}}");
    assertThat(read("{\"a\":\"x\\\\\\")).isEqualTo("{\"a\":\"x\\\\\"}");
    assertThat(read("{\"a\":\"x\\u00")).isEqualTo("{\"a\":\"x\"}");
    assertThat(read("{\"a\":\"\\u00e1\\\\")).isEqualTo("{\"a\":\"\u00e1\\\\\"}");
    assertThat(read("[\"a\",\"b")).isEqualTo("[\"a\",\"b\"]");
  }

  /// Wherever a text is cut there is a value, and never one that was not said.
  @Test
  void whereverItIsCut() {
    String whole =
        "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"diz \\\"oi\\\" \\u00e1\"}],\"n\":2,\"stream\":true,\"x\":[[],{}]}";
    for (int i = 1; i <= whole.length(); i++) {
      Value value = CutJson.read(whole.substring(0, i));
      assertThat(value).as(whole.substring(0, i)).isInstanceOf(Value.Fields.class);
      String model = Json.text(value, "model");
      assertThat(model == null || "gpt-5".startsWith(model)).isTrue();
      assertThat(Json.count(value, "n")).isIn(null, 2L);
    }
  }

  @Test
  void whatIsNoJsonIsNone() {
    assertThat(CutJson.read("")).isNull();
    assertThat(CutJson.read("oi")).isNull();
    assertThat(CutJson.read("}{")).isNull();
  }
}
