// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.PlainRule;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/// How many GenAI spans of 1.9 kB one thread decodes and normalises in a second. Run by hand:
///
/// `java -cp <test class path> io.farol.ingest.otlp.IntakeBenchmark`. Rates are per second of
/// processor time of that thread.
public final class IntakeBenchmark {

  private static final int BATCH = 512;
  private static final int REQUESTS = 64;
  private static final int ROUNDS = 8;
  private static final long SEED = 20_261_125;

  private IntakeBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Random random = new Random(SEED);
    byte[][] requests = new byte[REQUESTS][];
    Arrays.setAll(requests, _ -> request(random));
    long bytes = Arrays.stream(requests).mapToLong(each -> each.length).sum();
    System.out.printf(
        "%s, Java %s, %d processors, seed %d, %d bytes a span%n",
        System.getProperty("os.arch"),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        SEED,
        bytes / (REQUESTS * BATCH));
    OtlpIntake intake = new OtlpIntake(new PlainRule());
    for (int round = 1; round <= ROUNDS; round++) {
      long official = cpuNanos();
      long checked = 0;
      for (byte[] request : requests) {
        checked +=
            ExportTraceServiceRequest.parseFrom(request)
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpansCount();
      }
      long ours = cpuNanos();
      long checksum = 0;
      for (byte[] request : requests) {
        checksum +=
            intake.traces(request, Encoding.PROTOBUF, "bench", Sent.START).batch().drafts().stream()
                .mapToLong(draft -> draft.said().size() + Taken.call(draft).operation().length())
                .sum();
      }
      long end = cpuNanos();
      System.out.printf(
          "round %d: official classes decode %,d spans/s; decode and normalise %,d spans/s;"
              + " checksum %d %d%n",
          round, rate(ours - official), rate(end - ours), checked, checksum);
    }
  }

  /// The time this thread had a processor, so that a busy machine does not count.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long rate(long nanos) {
    return REQUESTS * BATCH * 1_000_000_000L / nanos;
  }

  private static byte[] request(Random random) {
    Span.Builder[] spans = new Span.Builder[BATCH];
    Arrays.setAll(
        spans,
        _ ->
            Sent.span(
                "%016x".formatted(random.nextLong() | 1),
                "chat gpt-4.1",
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                "azure.ai.openai",
                "gen_ai.request.model",
                "gpt-4.1",
                "gen_ai.response.model",
                "gpt-4.1-2025-04-14",
                "gen_ai.response.id",
                "chatcmpl-" + random.nextLong(),
                "gen_ai.usage.input_tokens",
                random.nextInt(4000),
                "gen_ai.usage.output_tokens",
                random.nextInt(400),
                "gen_ai.conversation.id",
                "conv-" + random.nextInt(1000),
                "server.address",
                "acme.openai.azure.com",
                "server.port",
                443,
                "gen_ai.input.messages",
                message("user", random, 900),
                "gen_ai.output.messages",
                message("assistant", random, 380)));
    return Sent.traces("bench", spans).toByteArray();
  }

  private static String message(String role, Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(46_656), 36)).append(' ');
    }
    return "[{\"role\":\""
        + role
        + "\",\"parts\":[{\"type\":\"text\",\"content\":\""
        + text
        + "\"}]}]";
  }
}
