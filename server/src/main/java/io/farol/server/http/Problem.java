// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that cannot be answered: becomes `application/problem+json` (RFC 9457). Says what,
/// where, and how to mend it.
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient List<Fault> faults;

  /// One thing that is wrong.
  ///
  /// @param pointer JSON pointer into the body, or null
  /// @param parameter query or path parameter or header, or null
  /// @param detail what is wrong there
  /// @param mend how to put it right
  /// @param spot where exactly in a parameter that is a language of its own, or null
  public record Fault(
      @Nullable String pointer,
      @Nullable String parameter,
      String detail,
      String mend,
      @Nullable Spot spot) {

    public Fault(@Nullable String pointer, @Nullable String parameter, String detail, String mend) {
      this(pointer, parameter, detail, mend, null);
    }
  }

  /// A place in a text, for who wants to say it in another language or show it.
  ///
  /// @param code which of a closed set of faults
  /// @param at in UTF-16 units
  /// @param instead what to write there; empty where it is to be left out
  public record Spot(String code, int at, int length, String instead) {}

  public Problem(int status, String title, String detail, List<Fault> faults) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.faults = List.copyOf(faults);
  }

  static Problem parameter(String name, String detail, String mend) {
    return new Problem(
        400, "Bad parameter", name + ": " + detail, List.of(new Fault(null, name, detail, mend)));
  }

  static Problem body(String pointer, String detail, String mend) {
    return new Problem(400, "Bad body", detail, List.of(new Fault(pointer, null, detail, mend)));
  }

  static Problem notFound(String detail, String mend) {
    return new Problem(404, "Not found", detail, List.of(new Fault(null, null, detail, mend)));
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public List<Fault> faults() {
    return faults;
  }

  public String detail() {
    return java.util.Objects.requireNonNullElse(getMessage(), title);
  }
}
