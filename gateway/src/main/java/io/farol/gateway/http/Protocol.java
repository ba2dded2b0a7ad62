// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

/// The version of HTTP a message came in.
public enum Protocol {
  HTTP_1_0,
  HTTP_1_1,
  HTTP_2;

  public boolean isHttp1() {
    return this != HTTP_2;
  }
}
