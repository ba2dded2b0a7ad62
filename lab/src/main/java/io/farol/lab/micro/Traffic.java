// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.micro;

import io.farol.cost.ListRater;
import io.farol.cost.price.PriceCatalogue;
import io.farol.flow.BatchCodec;
import io.farol.flow.CleanBatch;
import io.farol.flow.DraftBatch;
import io.farol.ingest.otlp.Encoding;
import io.farol.ingest.otlp.OtlpIntake;
import io.farol.lab.load.Plan;
import io.farol.lab.load.SpanMaker;
import io.farol.model.LedgerEntry;
import io.farol.model.MessageId;
import io.farol.semantic.redact.PseudonymKey;
import io.farol.semantic.redact.TextRedactor;
import io.farol.system.OutcomeTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The requests of `bench ingest`, and what each stage of the intake makes of them. Seeded: the
/// same for every run, as the checksum over the ids of messages and charges shows. Read by many
/// threads.
@State(Scope.Benchmark)
public class Traffic {

  /// Spans to a request.
  static final int SPANS = 100;

  private static final int REQUESTS = 50;
  private static final long SEED = 7;
  private static final long RECEIVED = 1_764_072_000_000_000_000L;
  private static final String TENANT = "default";

  private final OtlpIntake intake = new OtlpIntake(OutcomeTable.standard());
  private final TextRedactor redactor = new TextRedactor(PseudonymKey.of(new byte[32]));
  private final ListRater rater = new ListRater(PriceCatalogue.shipped());

  private final List<byte[]> requests = new ArrayList<>();
  private final List<DraftBatch> drafts = new ArrayList<>();
  private final List<CleanBatch> clean = new ArrayList<>();
  private final List<CleanBatch> rated = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();

  /// Made by JMH.
  public Traffic() {}

  @Setup(Level.Trial)
  public void make() {
    SpanMaker maker =
        new SpanMaker(new Plan(SEED, 1, SPANS * REQUESTS, SPANS, 1, 1, 0, 60), RECEIVED);
    CRC32 checksum = new CRC32();
    long wire = 0;
    long kept = 0;
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = maker.request(i).toByteArray();
      requests.add(request);
      drafts.add(decode(i));
      clean.add(redact(i));
      rated.add(rate(i));
      encoded.add(encode(i));
      for (MessageId id : read(i).messages().keySet()) {
        checksum.update(id.hex().getBytes(StandardCharsets.US_ASCII));
      }
      for (LedgerEntry entry : read(i).entries()) {
        checksum.update(entry.id().getBytes(StandardCharsets.US_ASCII));
      }
      wire += request.length;
      kept += encoded.getLast().length;
    }
    System.out.printf(
        "# seed %d, %d spans, %d bytes on the wire and %d in the journal a span, checksum %08x%n",
        SEED,
        SPANS * REQUESTS,
        wire / (SPANS * REQUESTS),
        kept / (SPANS * REQUESTS),
        checksum.getValue());
  }

  DraftBatch decode(int turn) {
    byte[] request = requests.get(turn % REQUESTS);
    return intake.traces(request, Encoding.PROTOBUF, TENANT, RECEIVED).batch();
  }

  CleanBatch redact(int turn) {
    return CleanBatch.redact(drafts.get(turn % REQUESTS), redactor);
  }

  CleanBatch rate(int turn) {
    return clean.get(turn % REQUESTS).rated(rater);
  }

  byte[] encode(int turn) {
    return BatchCodec.encode(rated(turn));
  }

  CleanBatch read(int turn) {
    return BatchCodec.decode(encoded.get(turn % REQUESTS));
  }

  CleanBatch rated(int turn) {
    return rated.get(turn % REQUESTS);
  }
}
