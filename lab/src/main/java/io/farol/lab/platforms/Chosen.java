// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Keys of a server, of which the one is shown that is chosen when a client connects.
final class Chosen extends X509ExtendedKeyManager {
  private final X509ExtendedKeyManager keys;
  private final Supplier<String> alias;

  Chosen(X509ExtendedKeyManager keys, Supplier<String> alias) {
    this.keys = keys;
    this.alias = alias;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {alias.get()};
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keyType.equals("EC") ? alias.get() : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keyType.equals("EC") ? alias.get() : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String chosen) {
    return keys.getCertificateChain(chosen);
  }

  @Override
  public PrivateKey getPrivateKey(String chosen) {
    return keys.getPrivateKey(chosen);
  }
}
