// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.Locale;

/// Why an exchange failed. [#wire()] is the word in the API.
public enum Cause {
  /// The name did not resolve.
  DNS,
  /// No connection: refused, unreachable, or not in time.
  CONNECT,
  /// The handshake failed: expired or unknown certificate, wrong name, client certificate refused.
  TLS,
  /// Connected, and no answer in time.
  TIMEOUT,
  /// The connection broke before the answer was whole.
  RESET,
  /// A proxy between refused.
  PROXY,
  /// 401, 403, expired token.
  AUTH,
  /// 429: too fast, try later.
  RATE_LIMIT,
  /// A quota is used up.
  QUOTA,
  /// The account cannot pay.
  BILLING,
  /// The request was refused as wrong: other 4xx.
  REJECTED,
  /// What is called does not exist: a renamed deployment, a wrong URL.
  NOT_FOUND,
  /// A content policy stopped it.
  CONTENT_FILTER,
  /// 5xx, or the platform says it failed.
  SERVER_ERROR,
  /// The platform says it has no room now: 503, 529.
  OVERLOADED,
  /// The answer was not what its format promises.
  MALFORMED,
  /// The caller gave up.
  CANCELLED,
  /// No connection was free in the caller's own pool.
  POOL_EXHAUSTED,
  /// Failed, and nothing says why.
  UNKNOWN;

  /// The word in the API: lower case with underscores.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
