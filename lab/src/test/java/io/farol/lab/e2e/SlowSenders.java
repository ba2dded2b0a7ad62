// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Many connections on every port that send a byte now and then, until they are let go.
final class SlowSenders {

  /// Of each kind at each port.
  private static final int EACH = 120;

  private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();

  private final List<CompletableFuture<String>> senders = new ArrayList<>();

  /// Connections on every port that send a byte now and then: of a head, of a body.
  SlowSenders(FarolProcess farol) {
    for (String url : List.of(farol.http(), farol.otlpHttp(), farol.otlpGrpc())) {
      boolean isGrpc = url.equals(farol.otlpGrpc());
      for (int i = 0; i < EACH; i++) {
        senders.add(slowly(url, isGrpc, true));
        senders.add(slowly(url, isGrpc, false));
      }
    }
  }

  /// @return what it was told in the end
  private static CompletableFuture<String> slowly(String url, boolean isGrpc, boolean wholeHead) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (RawHttp raw = new RawHttp(url)) {
            if (wholeHead) {
              raw.head(
                  isGrpc ? GrpcCall.EXPORT : HostileCases.TRACES,
                  "Content-Type",
                  isGrpc ? "application/grpc" : HostileCases.JSON,
                  "Content-Length",
                  "60000000");
              raw.send(new byte[20_000]);
            } else {
              raw.send(bytes("POST " + HostileCases.TRACES + " HTTP/1.1\r\nX-Slow: "));
            }
            CompletableFuture<Void> dribble =
                CompletableFuture.runAsync(
                    () -> {
                      while (raw.send(bytes("x"))) {
                        LockSupport.parkNanos(1_000_000_000L);
                      }
                    },
                    VIRTUAL);
            RawHttp.Answer answer = raw.answer(Duration.ofSeconds(60));
            boolean ended = raw.ends(Duration.ofSeconds(10));
            raw.cut();
            dribble.join();
            return (answer == RawHttp.NONE
                    ? "closed"
                    : answer.status() + " " + Hostile.readable(answer.head() + answer.body()))
                + (ended ? "" : " but left open");
          }
        },
        VIRTUAL);
  }

  void areLetGo() {
    CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new)).join();
    List<String> told = senders.stream().map(CompletableFuture::join).toList();
    System.out.println(
        "slow senders: "
            + told.stream()
                .map(text -> text.substring(0, Math.min(40, text.length())).replaceAll("\\s+", " "))
                .collect(Collectors.groupingBy(text -> text, Collectors.counting())));
    assertThat(told).noneMatch(text -> text.endsWith("left open"));
    assertThat(told).filteredOn(text -> text.equals("closed")).hasSize(3 * EACH);
    assertThat(told)
        .filteredOn(text -> text.contains("the body took longer than 20 s to arrive"))
        .hasSize(3 * EACH);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
