// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.RawExchange;
import io.farol.gateway.faithful.Bench;
import io.farol.gateway.faithful.Wire;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS towards an origin that asks for a client certificate, as SERPRO does.
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static Path server;
  private static Path client;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = keys("server", "CN=localhost", "SAN=dns:localhost,ip:127.0.0.1");
    client = keys("client", "CN=Empresa de Teste", "SAN=dns:client");
  }

  private static Path keys(String name, String subject, String extension) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-dname",
                    subject,
                    "-ext",
                    extension,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    return file;
  }

  private static KeyStore store(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static KeyManagerFactory identity(Path file) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store(file), PASSWORD);
    return factory;
  }

  private static TrustManagerFactory trust(Path file) throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    KeyStore from = store(file);
    certificates.setCertificateEntry("it", from.getCertificate(from.aliases().nextElement()));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(certificates);
    return factory;
  }

  /// One answer over TLS; completes with who the caller proved to be.
  private static CompletableFuture<String> origin(SSLServerSocket listening) {
    CompletableFuture<String> caller = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (SSLSocket socket = (SSLSocket) listening.accept()) {
            InputStream in = socket.getInputStream();
            byte[] head = new byte[4096];
            int length = in.read(head);
            Principal peer = socket.getSession().getPeerPrincipal();
            OutputStream out = socket.getOutputStream();
            out.write(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            caller.complete(
                peer.getName()
                    + " "
                    + new String(head, 0, length, StandardCharsets.ISO_8859_1)
                        .lines()
                        .findFirst()
                        .orElse(""));
          } catch (Exception e) {
            caller.completeExceptionally(e);
          }
        });
    return caller;
  }

  private static SSLServerSocket listen() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity(server).getKeyManagers(), trust(client).getTrustManagers(), null);
    SSLServerSocket socket =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    socket.setNeedClientAuth(true);
    return socket;
  }

  private static Bench bench(String host, int port, Route.Tls tls) {
    return new Bench(
        new GatewaySubject(route ->
            new Route(
                "o",
                Upstream.parse("https://" + host + ":" + port),
                null,
                RawExchange.Parties.OUTWARDS,
                Route.Http.AUTO,
                Route.HeaderRules.NONE,
                null,
                tls,
                null,
                Route.Timeouts.DEFAULTS,
                Route.Capture.FULL,
                Route.Limits.NONE,
                true)));
  }

  @Test
  void theRoutesCertificateIsShownAndItsTrustIsUsed() throws Exception {
    try (SSLServerSocket listening = listen()) {
      CompletableFuture<String> caller = origin(listening);
      Route.Tls tls = new Route.Tls(identity(client), trust(server));
      try (Bench bench = bench("localhost", listening.getLocalPort(), tls)) {
        Wire wire = bench.client().send("GET /o/a%3Ab HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(wire.body(wire.head())).isEqualTo("ok");
        assertThat(caller.get()).isEqualTo("CN=Empresa de Teste GET /a%3Ab HTTP/1.1");
      }
    }
  }

  @Test
  void anAuthorityNobodyTrustsIsRefused() throws Exception {
    try (SSLServerSocket listening = listen()) {
      CompletableFuture<String> caller = origin(listening);
      Route.Tls tls = new Route.Tls(identity(client), null);
      try (Bench bench = bench("localhost", listening.getLocalPort(), tls)) {
        Wire wire = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String head = wire.head();
        assertThat(head).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
        assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("tls");
        assertThat(wire.body(head)).contains("not trusted");
        assertThat(caller)
            .failsWithin(Wire.PATIENCE)
            .withThrowableThat()
            .havingCause()
            .isInstanceOf(SSLException.class);
      }
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() throws Exception {
    try (SSLServerSocket listening = listen()) {
      origin(listening);
      Route.Tls tls = new Route.Tls(identity(server), trust(client));
      try (Bench bench = bench("127.0.0.2", listening.getLocalPort(), tls)) {
        Wire wire = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(Wire.value(wire.head(), "farol-gateway-error")).isEqualTo("tls");
      }
    }
  }
}
