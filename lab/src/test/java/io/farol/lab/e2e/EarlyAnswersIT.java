// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An answer that is known before the body has come is heard all the same, every time, by clients
/// that send all of a body before they listen.
class EarlyAnswersIT {

  private static final int TIMES = 200;
  private static final int BODY = 300_000;

  @TempDir static Path folder;
  private static FarolProcess open;
  private static FarolProcess locked;

  @BeforeAll
  static void start() {
    open = FarolProcess.start(folder.resolve("open"), "--open");
    locked = FarolProcess.start(folder.resolve("locked"));
  }

  @AfterAll
  static void stop() {
    open.close();
    locked.close();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_2, /v1/traces, text/plain, 415",
    "HTTP_1_1, /v1/traces, text/plain, 415",
    "HTTP_2, /v1/trace, application/json, 404",
    "HTTP_1_1, /v1/trace, application/json, 404",
  })
  void whatIsNotUnderstood(HttpClient.Version version, String path, String type, int status) {
    assertThat(heard(version, open.otlpHttp() + path, type, TIMES, BODY))
        .isEqualTo(Map.of(Integer.toString(status), TIMES));
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2", "HTTP_1_1"})
  void whoHasNoKey(HttpClient.Version version) {
    String url = locked.http() + "/api/v1/costs/quote";
    assertThat(heard(version, url, "application/json", TIMES, BODY))
        .isEqualTo(Map.of("401", TIMES));
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2", "HTTP_1_1"})
  void whatIsTooLarge(HttpClient.Version version) {
    int times = 5;
    assertThat(heard(version, open.otlpHttp() + "/v1/logs", "application/json", times, 70 << 20))
        .isEqualTo(Map.of("413", times));
  }

  @Test
  void aMethodOfGrpcThatIsNotThere() {
    Map<String, Integer> heard = new TreeMap<>();
    try (ClientFactory factory = ClientFactory.builder().build()) {
      WebClient client =
          WebClient.builder(
                  SessionProtocol.H2C,
                  Endpoint.parse(open.otlpGrpc().substring("http://".length())))
              .factory(factory)
              .build();
      for (int i = 0; i < TIMES; i++) {
        AggregatedHttpResponse response =
            client
                .execute(
                    RequestHeaders.of(
                        HttpMethod.POST, "/x.Y/Z", "content-type", "application/grpc"),
                    new byte[BODY])
                .aggregate()
                .join();
        heard.merge(response.headers().get("grpc-status", "none"), 1, Integer::sum);
      }
    }
    assertThat(heard).isEqualTo(Map.of("12", TIMES));
  }

  /// @return how often each status was heard, or each failure of the client
  private static Map<String, Integer> heard(
      HttpClient.Version version, String url, String type, int times, int body) {
    Map<String, Integer> heard = new TreeMap<>();
    try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[body]))
              .build();
      for (int i = 0; i < times; i++) {
        heard.merge(once(client, request), 1, Integer::sum);
      }
    }
    return heard;
  }

  private static String once(HttpClient client, HttpRequest request) {
    try {
      return Integer.toString(
          client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    } catch (IOException failure) {
      return failure.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
