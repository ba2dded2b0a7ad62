// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A browser that looks at the live board: reads its frames and notes when a trace first stands in
/// one. Safe for many threads.
final class LiveWatch implements AutoCloseable {

  private static final Pattern TRACE = Pattern.compile("\"traceId\":\"([0-9a-f]{32})\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Figures seen = new Figures();
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile int frames;
  private volatile long lastFrame;
  private volatile long longestPause;

  private LiveWatch() {}

  /// Waits for the first frame.
  static LiveWatch open(URI api) throws IOException, InterruptedException {
    LiveWatch watch = new LiveWatch();
    HttpResponse<Stream<String>> response =
        watch.client.send(
            HttpRequest.newBuilder(api.resolve("/api/v1/live"))
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw new IOException("the live board answers with status " + response.statusCode());
    }
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (Stream<String> lines = response.body()) {
            lines.filter(line -> line.startsWith("data:")).forEach(watch::frame);
          } catch (RuntimeException closed) {
            watch.first.countDown();
          }
        });
    watch.first.await();
    return watch;
  }

  private void frame(String data) {
    long now = System.nanoTime();
    if (frames > 0) {
      longestPause = Math.max(longestPause, now - lastFrame);
    }
    lastFrame = now;
    frames++;
    first.countDown();
    for (Matcher matcher = TRACE.matcher(data); matcher.find(); ) {
      Long since = sent.remove(matcher.group(1));
      if (since != null) {
        seen.add(now - since);
      }
    }
  }

  /// The call of this trace leaves now.
  void sent(String trace) {
    sent.put(trace, System.nanoTime());
  }

  /// From the sending of a call to the frame that has it.
  Figures seen() {
    return seen;
  }

  int frames() {
    return frames;
  }

  double longestPauseMillis() {
    return longestPause / 1e6;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
