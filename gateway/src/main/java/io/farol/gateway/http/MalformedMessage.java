// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

/// A message that breaks the rules of HTTP, or is larger than its limits: nothing more can be read
/// from its connection.
public final class MalformedMessage extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  /// @param status what a server answers: 400, 414, 431, 501, 505
  /// @param detail what is wrong; it quotes nothing of the message
  public MalformedMessage(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
