// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;

/// Certificates of the platforms, signed by an authority that was made for this one run and that
/// nobody trusts but who is told to.
public final class Certificates {
  /// The password of every key store here: nothing in them is worth a secret.
  public static final String PASSWORD = "demonstracao";

  private static final char[] PASSWORD_CHARS = PASSWORD.toCharArray();

  private final KeyStore store;
  private final Path trusted;
  private final Path pem;

  private Certificates(KeyStore store, Path trusted, Path pem) {
    this.store = store;
    this.trusted = trusted;
    this.pem = pem;
  }

  /// Makes an authority, a certificate that holds, and one that ran out yesterday; or takes those
  /// that were made there before.
  ///
  /// @param folder where the stores are kept; it exists
  /// @param hosts whom the certificates name, beside 127.0.0.1
  /// @throws IOException when the JDK's keytool is missing or fails
  public static Certificates make(Path folder, List<String> hosts) throws IOException {
    Path keys = folder.resolve("keys.p12");
    String names =
        "SAN=ip:127.0.0.1," + String.join(",", hosts.stream().map(host -> "dns:" + host).toList());
    if (Files.notExists(keys)) {
      keytool(keys, "-alias", "ca", "-dname", "CN=Demo", "-ext", "bc:c", "-validity", "30");
      keytool(
          keys,
          List.of("-alias", "valid", "-signer", "ca", "-dname", "CN=demo", "-ext", names),
          List.of("-validity", "30"));
      keytool(
          keys,
          List.of("-alias", "expired", "-signer", "ca", "-dname", "CN=demo", "-ext", names),
          List.of("-startdate", "-30d", "-validity", "29"));
    }
    try {
      KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD_CHARS);
      Certificate authority = store.getCertificate("ca");
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry("ca", authority);
      Path trusted = folder.resolve("trusted.p12");
      try (OutputStream out = Files.newOutputStream(trusted)) {
        trust.store(out, PASSWORD_CHARS);
      }
      Path pem = folder.resolve("trusted.pem");
      Files.writeString(
          pem,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                  .encodeToString(authority.getEncoded())
              + "\n-----END CERTIFICATE-----\n");
      return new Certificates(store, trusted, pem);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key store " + keys + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// A PKCS#12 store with the authority, for clients in Java.
  public Path trusted() {
    return trusted;
  }

  /// The same as PEM.
  public Path pem() {
    return pem;
  }

  /// What a server needs that shows the certificate in order, or the one that ran out, as it is
  /// told when a client connects. Sessions are hardly resumed: who does so would not look again.
  ///
  /// @param expired asked for each connection
  SSLContext shown(BooleanSupplier expired) {
    try {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(store, PASSWORD_CHARS);
      X509ExtendedKeyManager keys = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new Chosen(keys, () -> expired.getAsBoolean() ? "expired" : "valid")},
          null,
          null);
      context.getServerSessionContext().setSessionTimeout(1);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificates cannot be used", e);
    }
  }

  private static void keytool(Path keys, List<String> who, List<String> when) throws IOException {
    List<String> arguments = new ArrayList<>(who);
    arguments.addAll(when);
    keytool(keys, arguments.toArray(String[]::new));
  }

  private static void keytool(Path keys, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("keytool was interrupted", e);
    }
  }
}
