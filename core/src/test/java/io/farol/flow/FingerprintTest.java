// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Origin;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Origin ORIGIN = new Origin("assistant", null, null, null, null);

  /// Fingerprints are stored: a change would show what was kept before a second time.
  @Test
  void staysWhatItIs() {
    assertThat(Fingerprint.key(line("olá"))).isEqualTo(new LogKey(7, -6_022_711_147_857_324_198L));
    assertThat(Fingerprint.series(sample("requests", "", 1, Map.of("a", Value.of(1)))))
        .isEqualTo(8_184_467_619_229_996_672L);
    assertThat(Fingerprint.of(sample("requests", "", 1, Map.of())))
        .isEqualTo(-9_019_370_246_611_202_199L);
  }

  @Test
  void differsWhereAnythingDiffers() {
    assertThat(Fingerprint.key(line("olá"))).isNotEqualTo(Fingerprint.key(line("olé")));
    assertThat(Fingerprint.of(sample("m", "", 1, Map.of())))
        .isNotEqualTo(Fingerprint.of(sample("m", "", 2, Map.of())));
  }

  @Test
  void namesASeriesWhateverItsValueItsWordsAndTheOrderOfItsAttributes() {
    Map<String, Value> there = new LinkedHashMap<>();
    there.put("a", Value.of(1));
    there.put("b", Value.of("x"));
    Map<String, Value> back = new LinkedHashMap<>();
    back.put("b", Value.of("x"));
    back.put("a", Value.of(1));
    long series = Fingerprint.series(sample("m", "in words", 1, there));
    assertThat(Fingerprint.series(sample("m", "in others", 2, back))).isEqualTo(series);
    assertThat(Fingerprint.series(sample("n", "in words", 1, there))).isNotEqualTo(series);
    assertThat(Fingerprint.series(sample("m", "in words", 1, Map.of()))).isNotEqualTo(series);
  }

  private static LogLine line(String body) {
    return new LogLine(ORIGIN, 7, 9, null, null, Value.of(body), Map.of());
  }

  private static MetricSample sample(
      String name, String description, long value, Map<String, Value> attributes) {
    return new MetricSample(
        new Metric(name, "1", description, new MetricKind.Gauge()),
        ORIGIN,
        attributes,
        null,
        7,
        new Measure.Whole(value),
        List.of());
  }
}
