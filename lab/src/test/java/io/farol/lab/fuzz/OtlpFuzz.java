// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.fuzz;

import io.farol.flow.BatchCodec;
import io.farol.flow.CleanBatch;
import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import io.farol.ingest.otlp.Encoding;
import io.farol.ingest.otlp.Intake;
import io.farol.ingest.otlp.MalformedRequestException;
import io.farol.ingest.otlp.OtlpIntake;
import io.farol.model.Outcome;
import java.util.Arrays;

/// Any bytes are a request or the one declared error; every record is accounted for; and what was
/// read survives the journal's form.
///
/// The first byte names signal and encoding, the rest is the body.
public final class OtlpFuzz {

  private static final OtlpIntake INTAKE = new OtlpIntake(evidence -> new Outcome.Succeeded(null));
  private static final Signal[] SIGNALS = Signal.values();

  private OtlpFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Signal signal = SIGNALS[(data[0] & 0x7F) % SIGNALS.length];
    Encoding encoding = data[0] >= 0 ? Encoding.PROTOBUF : Encoding.JSON;
    Intake intake;
    try {
      intake = read(signal, encoding, Arrays.copyOfRange(data, 1, data.length));
    } catch (MalformedRequestException declared) {
      return;
    }
    DraftBatch batch = intake.batch();
    int kept = batch.drafts().size() + batch.logs().size() + batch.metrics().size();
    if (batch.tally().of(signal).accepted() != kept) {
      throw new AssertionError("accepted is not what was kept");
    }
    CleanBatch clean = CleanBatch.redact(batch, (key, text) -> text);
    if (!BatchCodec.decode(BatchCodec.encode(clean)).equals(clean)) {
      throw new AssertionError("a batch does not survive the journal");
    }
  }

  private static Intake read(Signal signal, Encoding encoding, byte[] body) {
    return switch (signal) {
      case SPANS -> INTAKE.traces(body, encoding, "default", 1_000L);
      case LOGS -> INTAKE.logs(body, encoding, "default", 1_000L);
      case METRICS -> INTAKE.metrics(body, encoding, "default", 1_000L);
    };
  }
}
