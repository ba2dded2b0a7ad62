// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.server.intake.OtlpReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page that people read says what the listeners do.
class LimitsReferenceTest {

  private final List<String> page =
      Files.readAllLines(Path.of("..", "docs", "reference", "limits.md"));

  LimitsReferenceTest() throws IOException {}

  @Test
  void thePageNamesTheNumbersOfTheListeners() {
    says("bytes, packed and unpacked", (OtlpReceiver.MAX_BODY >> 20) + " MiB");
    says("bytes of all bodies", (Rooms.ARRIVING_BYTES >> 20) + " MiB");
    says("time for a body to arrive", Rooms.ARRIVAL.toSeconds() + " s");
    says("time for the rest of a body", LateReset.PATIENCE.toSeconds() + " s");
    says("time until a connection brings", Listeners.FIRST_REQUEST.toSeconds() + " s");
    says("time without a request", Listeners.IDLE_TIMEOUT.toMinutes() + " min");
    says("connections of one listener", "%,d".formatted(Listeners.MAX_CONNECTIONS));
    says("requests at once on one HTTP/2", Integer.toString(Listeners.MAX_STREAMS));
    says(
        "streams opened and taken back",
        Listeners.MAX_RESETS + " in " + Listeners.RESET_WINDOW.toSeconds() + " s");
    says("bytes of a request's headers", (Listeners.MAX_HEADERS >> 10) + " KiB");
    says("bytes of a body that is no telemetry", (Listeners.MAX_BODY >> 20) + " MiB");
  }

  private void says(String row, String value) {
    assertThat(page)
        .filteredOn(line -> line.startsWith("| " + row))
        .singleElement()
        .asString()
        .contains("| " + value + " |");
  }
}
