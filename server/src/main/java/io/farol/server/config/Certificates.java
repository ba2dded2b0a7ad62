// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/// Reads certificates for TLS towards upstreams: a client certificate with its key from PKCS#12 (an
/// e-CNPJ of kind A1 is such a file), trusted authorities from PEM or PKCS#12.
final class Certificates {

  private Certificates() {}

  /// @throws IllegalArgumentException saying what is wrong with the file
  static KeyManagerFactory identity(Path file, String password) {
    try {
      KeyStore store = pkcs12(file, password);
      boolean hasKey = false;
      for (String alias : java.util.Collections.list(store.aliases())) {
        hasKey |= store.isKeyEntry(alias);
      }
      if (!hasKey) {
        throw new IllegalArgumentException(
            file + " holds no private key; export the certificate with its key");
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password.toCharArray());
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  /// @throws IllegalArgumentException saying what is wrong with the file
  static TrustManagerFactory trust(Path file, String password) {
    try {
      KeyStore store = file.toString().endsWith(".pem") ? pem(file) : pkcs12(file, password);
      if (store.size() == 0) {
        throw new IllegalArgumentException(file + " holds no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  private static KeyStore pkcs12(Path file, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      int number = 0;
      for (Certificate each : all) {
        store.setCertificateEntry("authority " + number++, each);
      }
    } catch (CertificateException e) {
      throw new IOException("not PEM", e);
    }
    return store;
  }

  private static IllegalArgumentException unreadable(Path file, Exception cause) {
    return new IllegalArgumentException(
        file
            + " cannot be read ("
            + cause.getClass().getSimpleName()
            + "); name a PKCS#12 file with its password, or for trust a .pem file",
        cause);
  }
}
