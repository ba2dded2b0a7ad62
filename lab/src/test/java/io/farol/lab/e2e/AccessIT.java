// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may come in, on the real listeners of a Farol with access control.
class AccessIT {

  @TempDir static Path folder;
  private static FarolProcess farol;

  @BeforeAll
  static void start() {
    farol = FarolProcess.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    farol.close();
  }

  @Test
  void everythingThatShowsDataNeedsASession() {
    for (String path :
        List.of(
            "/api/v1/status",
            "/api/v1/overview",
            "/api/v1/live",
            "/api/v1/integrations",
            "/api/v1/incidents",
            "/api/v1/notices",
            "/api/v1/exchanges",
            "/api/v1/flows",
            "/api/v1/costs",
            "/metrics")) {
      HttpResponse<String> response = farol.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(401);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .as(path)
          .startsWith("application/problem+json");
      assertThat(FarolProcess.parse(response.body()).at("/errors/0/mend").textValue())
          .contains("login link");
    }
    assertThat(farol.get("/livez").statusCode()).isEqualTo(200);
    assertThat(farol.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void theAdminKeyLiesInAFileOfItsOwnerAlone() throws IOException {
    Path file = farol.data().resolve("admin.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String key = Files.readString(file).strip();
    assertThat(farol.get("/api/v1/status", "Authorization", "Bearer " + key).statusCode())
        .isEqualTo(200);
    assertThat(farol.get("/api/v1/status", "x-api-key", key).statusCode()).isEqualTo(200);
    assertThat(farol.get("/api/v1/status", "x-api-key", key + "x").statusCode()).isEqualTo(401);
  }

  @Test
  void theDataBelongToTheirOwnerAndThePseudonymKeyLiesOutside() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(farol.data())))
        .isEqualTo("rwx------");
    Path key = folder.resolve("data.pseudonym.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void theLoginLinkOpensOneSessionOnce() {
    await().atMost(Duration.ofSeconds(5)).until(() -> farol.log().contains("/login?token="));
    Matcher link = Pattern.compile("(/login\\?token=\\S+)").matcher(farol.log());
    assertThat(link.find()).isTrue();

    HttpResponse<String> welcome = farol.get(link.group(1));
    assertThat(welcome.statusCode()).isEqualTo(200);
    String cookie = welcome.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    String session = cookie.substring(0, cookie.indexOf(';'));
    assertThat(farol.get("/api/v1/status", "Cookie", session).statusCode()).isEqualTo(200);
    assertThat(farol.get(link.group(1)).statusCode()).isEqualTo(401);
  }

  @Test
  void aForeignHostIsTurnedAwayOnEveryListener() throws IOException {
    for (String url : List.of(farol.http(), farol.otlpHttp(), farol.otlpGrpc())) {
      String path = url.equals(farol.http()) ? "/livez" : "/v1/traces";
      assertThat(statusLine(url, "POST " + path, "evil.example"))
          .as(url)
          .containsAnyOf(" 421", " 415");
      assertThat(statusLine(url, "GET /", "evil.example")).doesNotContain(" 200");
    }
  }

  @Test
  void aForeignOriginIsTurnedAway() {
    HttpResponse<String> response = farol.get("/", "Origin", "http://evil.example");
    assertThat(response.statusCode()).isEqualTo(403);
    HttpResponse<String> otlp =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/json",
            "{}".getBytes(StandardCharsets.UTF_8),
            "Origin",
            "http://evil.example");
    assertThat(otlp.statusCode()).isEqualTo(403);
  }

  @Test
  void pagesComeUnderAStrictPolicy() {
    HttpResponse<String> page = farol.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe-inline");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
  }

  @Test
  void telemetryIsFreeOnLoopback() {
    HttpResponse<String> response =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/json",
            "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{}");
  }

  /// The JDK's client does not let a test choose its Host, so this one speaks by hand.
  private static String statusLine(String url, String request, String host) throws IOException {
    URI uri = URI.create(url);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          (request
                  + " HTTP/1.1\r\nHost: "
                  + host
                  + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
              .getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return String.valueOf(in.readLine());
    }
  }
}
