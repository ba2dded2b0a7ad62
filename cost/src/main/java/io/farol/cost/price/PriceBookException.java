// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.List;

/// A price book that cannot be used as it stands, with everything that is wrong with it.
public final class PriceBookException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /// @param problems one sentence each: where, what, how to mend it
  public PriceBookException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
