// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.finds;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  private static final String BODY =
      "Ab1".repeat(4) + "xYz9".repeat(24); // long enough for every shape, upper, lower and digits

  /// Keys are put together here, so that no scanner takes this file for a leak.
  private static String key(String head, int length) {
    return head + BODY.substring(0, length);
  }

  @Test
  void keysThatCanBeToldByTheirLooks() {
    List<String> keys = new ArrayList<>();
    for (String head :
        List.of(
            "sk-",
            "sk-proj-",
            "sk-ant-api03-",
            "sk-svcacct-",
            "sk-or-v1-",
            "sk-lf-",
            "gsk_",
            "xai-",
            "hf_",
            "r8_",
            "pplx-",
            "nvapi-",
            "lsv2_pt_",
            "ghp_",
            "gho_",
            "ghs_",
            "github_pat_",
            "glpat-",
            "xoxb-",
            "xoxp-",
            "xapp-",
            "sk_live_",
            "rk_test_",
            "whsec_",
            "npm_",
            "pypi-",
            "glc_",
            "glsa_",
            "shpat_",
            "APP_USR-",
            "dop_v1_",
            "GOCSPX-",
            "ya29.",
            "hvs.",
            "figd_",
            "ATATT3",
            "EAA",
            "AIza",
            "dckr_pat_",
            "rubygems_")) {
      keys.add(key(head, 48));
    }
    keys.add("AKIA" + "IOSFODNN7EXAMPLE");
    keys.add("ASIA" + "IOSFODNN7EXAMPLE");
    keys.add("SG." + BODY.substring(0, 22) + "." + BODY.substring(0, 43));
    keys.add("SK" + "0123456789abcdef".repeat(2));
    keys.add("dapi" + "0123456789abcdef".repeat(2));
    keys.add("123456789:" + BODY.substring(0, 35));
    keys.add(BODY.substring(0, 52) + "JQQ" + "J99" + BODY.substring(0, 26));
    keys.add("B0/+".repeat(19) + "+ASt" + "Abc8Def/" + "==");
    for (String key : keys) {
      assertThat(finds(key)).as(key).containsExactly("credential:" + key);
      assertThat(redact("use " + key + " agora.")).isEqualTo("use ⟦credential⟧ agora.");
      assertThat(redact("{\"texto\":\"" + key + "\"}")).isEqualTo("{\"texto\":\"⟦credential⟧\"}");
      assertThat(redact("x\\n" + key + "\\n")).isEqualTo("x\\n⟦credential⟧\\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-learn-contrib-package-name",
        "task-oriented-dialogue-systems",
        "risk-adjusted",
        "npm_config",
        "hf_hub",
        "EAAB",
        "AIza",
        "AKIA",
        "ghp_",
        "xoxb-",
        "glc_short",
        "key-value",
        "pa-rio",
        "bearer authentication",
        "the bearer of this letter",
        "basic authentication",
        "Basic: yes",
        "chatcmpl-9aXbYcZd0EfGhIjKlMnOpQrStUvWx",
        "resp_68af40b3c1d0819ab4a3",
        "call_9aX2bYcZ",
        "msg_01XFDUDYJgAACzvnptvVoYEL",
        "req_011CQxYz",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "gpt-4.1-2025-04-14",
        "claude-sonnet-4-20250514",
        "run-550e8400-e29b-41d4-a716-446655440000",
        "\"max_tokens\": 4096, \"prompt_tokens\":812,\"total_tokens\":900",
        "\"next_page_token\":\"CAUQAA\"",
        "{\"eos_token\":\"</s>\"}",
        "MONKEY: banana",
        "Keyword: abc123456",
        "{\"partition_key\":\"abc123456\"}",
        "{\"key\":\"http.method\",\"value\":\"GET\"}",
        "{\"token\":\"Hello\",\"logprob\":-0.31}",
        "\"token_type\":\"Bearer\"",
        "password_policy=strict",
        "a senha é obrigatória",
        "esqueci minha senha, e agora?",
        "Senha: perdi minha senha ontem",
        "oauth_token = ?",
        "password=****",
        "api_key: [REDACTED]",
        "secret: null",
        "x == token",
        "{\"status_code\":401,\"code\":\"invalid_api_key\"}",
        "\"output_cost_per_video_token\": 1.75e-05",
        "authorization: the act of granting rights",
        "http://localhost:8080/a@b/c",
        "a:b@c"
      })
  void whatIsNoCredential(String text) {
    assertThat(finds(text)).noneMatch(find -> find.startsWith("credential"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Authorization: Bearer abc.def-ghi_jkl | Authorization: Bearer ⟦credential⟧",
        "Bearer abcdefghijklmnopqrstuvwxyz | Bearer ⟦credential⟧",
        "Basic dXNlcjpwYXNz | Basic ⟦credential⟧",
        "password=hunter2 | password=⟦credential⟧",
        "senha: x9! ok | senha: ⟦credential⟧ ok",
        "API_KEY=abc123 | API_KEY=⟦credential⟧",
        "export OPENAI_API_KEY='abc' | export OPENAI_API_KEY='⟦credential⟧'",
        "api-key: 0123456789abcdef0123456789abcdef | api-key: ⟦credential⟧",
        "x-goog-api-key: abc | x-goog-api-key: ⟦credential⟧",
        "Ocp-Apim-Subscription-Key: abc | Ocp-Apim-Subscription-Key: ⟦credential⟧",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG | aws_secret_access_key = ⟦credential⟧",
        "密码TOKEN=conformancevalue | 密码TOKEN=⟦credential⟧",
        "SECRET_TOKEN=conformanceprobevalue x | SECRET_TOKEN=⟦credential⟧ x",
        "Cookie: a=b; c=d | Cookie: ⟦credential⟧",
        "{\"api_key\": \"s3cret\"} | {\"api_key\": \"⟦credential⟧\"}",
        "{\"clientSecret\":\"a b\"} | {\"clientSecret\":\"⟦credential⟧\"}",
        "{\"password\":123456} | {\"password\":\"⟦credential⟧\"}",
        "{\"password\":\"a\\\"b\\\\\",\"x\":1} | {\"password\":\"⟦credential⟧\\\\\",\"x\":1}",
        "{\\\"token\\\":\\\"zzz\\\\\\\"9z\\\"} | {\\\"token\\\":\\\"⟦credential⟧\\\"}",
        "{'x-api-key': 'abc'} | {'x-api-key': '⟦credential⟧'}",
        "{\"set-cookie\":[\"a=b\",\"c=d\"]} | {\"set-cookie\":[\"⟦credential⟧\",\"⟦credential⟧\"]}",
        "{\"name\":\"Authorization\",\"value\":\"abc\"} | {\"name\":\"Authorization\",\"value\":\"⟦credential⟧\"}",
        "{\"key\":\"api-key\",\"value\":{\"stringValue\":\"a\"}} | {\"key\":\"api-key\",\"value\":{\"stringValue\":\"⟦credential⟧\"}}",
        "postgres://user:p@ss@host/db | postgres://⟦credential⟧@host/db",
        "https://token@example.com/x | https://⟦credential⟧@example.com/x",
        "https://h/p?a=1&key=abc&b=2 | https://h/p?a=1&key=⟦credential⟧&b=2",
        "https://h/?code=abc#x | https://h/?code=⟦credential⟧#x",
        "https://h/?hub.verify_token=abc&hub.mode=s | https://h/?hub.verify_token=⟦credential⟧&hub.mode=s",
        "https://a.blob.core.windows.net/c?sv=1&sig=a%2Bb%3D | https://a.blob.core.windows.net/c?sv=1&sig=⟦credential⟧",
        "X-Amz-Signature=abc&X-Amz-Date=1 | X-Amz-Signature=⟦credential⟧&X-Amz-Date=1",
        "AccountName=a;AccountKey=Zm9v/Zm9v==;EndpointSuffix=b | AccountName=a;AccountKey=⟦credential⟧;EndpointSuffix=b",
        "<senha>abc</senha> | <senha>⟦credential⟧</senha>",
        "<wsse:Password Type=\"t\">abc</wsse:Password> | <wsse:Password Type=\"t\">⟦credential⟧</wsse:Password>",
        "mysql --password hunter2 -h x | mysql --password ⟦credential⟧ -h x",
        "curl -u joe:pw https://h | curl -u ⟦credential⟧ https://h",
        "a senha do wifi é abc123. | a senha do wifi é ⟦credential⟧.",
        "My password is hunter2! | My password is ⟦credential⟧!",
        "https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe | https://api.telegram.org/bot⟦credential⟧/getMe",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX ok | https://hooks.slack.com/services/⟦credential⟧ ok",
        "TOKEN=abc | TOKEN=⟦credential⟧",
        "KEY=abc123 x | KEY=⟦credential⟧ x",
        "key=Zm9vYmFyMTIzNDU2Nzg5 | key=⟦credential⟧",
        "{\"credential\": \"abc\"} | {\"credential\": \"⟦credential⟧\"}",
        "cvv: 123 | cvv: ⟦credential⟧",
        "&quot;password&quot;:&quot;abc&quot; | &quot;password&quot;:&quot;⟦credential⟧&quot;",
      })
  void whatItsKeyGivesAway(String text, String redacted) {
    assertThat(redact(text)).isEqualTo(redacted);
  }

  @Test
  void privateKeys() {
    String label = "RSA PRIVATE" + " KEY";
    String pem = "-----BEGIN " + label + "-----\nMIIEpAIB\nAAKC==\n-----END " + label + "-----";
    assertThat(redact("a\n" + pem + "\nb")).isEqualTo("a\n⟦credential⟧\nb");
    assertThat(redact(pem.replace("\n", "\\n"))).isEqualTo("⟦credential⟧");
    assertThat(redact(pem.substring(0, pem.indexOf("-----END")))).isEqualTo("⟦credential⟧");
    assertThat(finds("-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----")).isEmpty();
  }

  @Test
  void webTokens() {
    String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fwpMeJf36P";
    assertThat(finds(jwt)).containsExactly("jwt:" + jwt);
    assertThat(redact("x " + jwt + ". Fim")).isEqualTo("x ⟦jwt⟧. Fim");
    assertThat(redact("Authorization: Bearer " + jwt)).isEqualTo("Authorization: Bearer ⟦jwt⟧");
    assertThat(redact("{\"id_token\":\"" + jwt + "\"}")).isEqualTo("{\"id_token\":\"⟦jwt⟧\"}");
    assertThat(redact(jwt.substring(0, 20))).isEqualTo("⟦jwt⟧");
    assertThat(redact("eyJhbGciOiJkaXIifQ..iv123456.ciphertext1.tag12345")).isEqualTo("⟦jwt⟧");
    assertThat(finds("eyJ.a.b heyJude.hello.world")).isEmpty();
  }

  /// Numbers reach the redactor with their key: a short one is a secret under a secret's key alone.
  @Test
  void shortNumbersUnderKeys() {
    TextRedactor redactor = new TextRedactor(PseudonymKey.random());
    for (String key : List.of("password", "db.password", "client_secret", "x-api-key")) {
      assertThat(redactor.redact(key, "123456")).as(key).isEqualTo("⟦credential⟧");
    }
    for (String key :
        List.of(
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.request.max_tokens",
            "llm.token_count.prompt",
            "llm.token_count.prompt_details.cache_read",
            "llm.usage.total_tokens",
            "http.response.status_code",
            "http.response.body.size",
            "rpc.grpc.status_code",
            "db.response.status_code",
            "server.port",
            "retry.count",
            "farol.deadline_ms")) {
      assertThat(redactor.redact(key, "200")).as(key).isEqualTo("200");
      assertThat(redactor.redact(key, "123456")).as(key).isEqualTo("123456");
    }
  }
}
