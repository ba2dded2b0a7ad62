// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS towards upstreams: always with the name checked, with the route's own certificate and trust
/// where it has them.
final class TlsContexts {

  private TlsContexts() {}

  static SslContext client(Route route, boolean http2) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    if (http2) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              ApplicationProtocolConfig.Protocol.ALPN,
              ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
              ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
              ApplicationProtocolNames.HTTP_2,
              ApplicationProtocolNames.HTTP_1_1));
    }
    if (route.tls().identity() != null) {
      builder.keyManager(route.tls().identity());
    }
    if (route.tls().trust() != null) {
      builder.trustManager(route.tls().trust());
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("route " + route.name() + ": TLS cannot be set up", e);
    }
  }

  /// Why a handshake failed, in words that hold nothing of the certificate.
  static String reason(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CertificateExpiredException) {
        return "the upstream's certificate has expired";
      }
      if (each instanceof CertificateException
          || each instanceof java.security.cert.CertPathBuilderException) {
        return "the upstream's certificate is not trusted or names another host";
      }
    }
    return "the TLS handshake with the upstream failed; it may ask for a client certificate";
  }
}
