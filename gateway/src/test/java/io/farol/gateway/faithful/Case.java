// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

/// One thing a faithful proxy does.
///
/// @param name what, in words
/// @param check throws when it does not
public record Case(String name, Check check) {

  /// What is done and looked at.
  public interface Check {
    void run(Bench bench) throws Exception;
  }
}
