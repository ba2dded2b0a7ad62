// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

/// A store cannot answer a question now: it is busy, it was not done in time, or what it reads from
/// fails. The message says why and what to do, in words for whoever asked; another try may help.
public class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnansweredException(String message) {
    super(message);
  }

  public UnansweredException(String message, Throwable cause) {
    super(message, cause);
  }
}
