// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import java.util.List;

/// A request for a quote that cannot be answered, with everything that is wrong with it.
public final class QuoteProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /// @param where the field, `usage.prompt_tokens`; empty for the whole request
  /// @param what what is wrong with it
  /// @param mend how to put it right
  public record Problem(String where, String what, String mend) {
    @Override
    public String toString() {
      return (where.isEmpty() ? "" : where + ": ") + what + "; " + mend;
    }
  }

  /// @param problems at least one
  public QuoteProblem(List<Problem> problems) {
    super(String.join("\n", problems.stream().map(Problem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
