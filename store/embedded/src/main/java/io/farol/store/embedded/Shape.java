// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Source;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What many tellings have in common: a row of table `shape`.
///
/// @param call null: no call is seen
record Shape(
    String tenant, SpanKind kind, Origin origin, SpanStatus.Code status, @Nullable Talk call) {

  /// @param outcome as [Outcomes] numbers it
  /// @param usage null: the call does not speak of its usage
  record Talk(
      CallKind kind,
      String to,
      String integration,
      @Nullable String platform,
      int outcome,
      @Nullable Cause cause,
      @Nullable Integer httpStatus,
      @Nullable Use usage,
      Source source) {}

  record Use(Model model, List<String> finishReasons, @Nullable String serviceTier) {}

  /// Of what tells most of them apart: this is asked for with every telling.
  @Override
  public int hashCode() {
    int hash = 31 * tenant.hashCode() + origin.service().hashCode();
    hash = 31 * hash + Objects.hashCode(origin.instance());
    if (call == null) {
      return 31 * hash + kind.ordinal();
    }
    hash = 31 * hash + call.integration.hashCode();
    hash = 31 * hash + call.to.hashCode();
    hash = 31 * hash + call.outcome;
    return call.usage == null ? hash : 31 * hash + Objects.hashCode(call.usage.model.responded());
  }

  static Shape of(String tenant, Span span) {
    Call call = span.call();
    return new Shape(
        tenant,
        span.kind(),
        span.origin(),
        span.status().code(),
        call == null
            ? null
            : new Talk(
                call.kind(),
                call.to(),
                call.integration(),
                call.platform(),
                Outcomes.number(call.outcome()),
                call.outcome() instanceof Outcome.Failed failed ? failed.cause() : null,
                call.outcome().httpStatus(),
                call.usage() == null
                    ? null
                    : new Use(
                        call.usage().model(),
                        call.usage().finishReasons(),
                        call.usage().serviceTier()),
                call.source()));
  }

  void write(Row row, int number) throws SQLException {
    row.begin().integer(number).text(tenant).constant(kind == SpanKind.UNSPECIFIED ? null : kind);
    SpanRows.origin(row, origin);
    row.constant(status == SpanStatus.Code.UNSET ? null : status);
    if (call == null) {
      row.nulls(15);
    } else {
      row.constant(call.kind)
          .text(call.to)
          .text(call.integration)
          .text(call.platform)
          .octet(call.outcome)
          .constant(call.cause)
          .maybeInteger(call.httpStatus);
      use(row, call.usage);
      row.text(call.source.kind()).text(call.source.dialect());
    }
    row.end();
  }

  private static void use(Row row, @Nullable Use use) throws SQLException {
    if (use == null) {
      row.nulls(6);
      return;
    }
    row.flag(true)
        .text(use.model.provider())
        .text(use.model.requested())
        .text(use.model.responded())
        .text(ValueJson.strings(use.finishReasons))
        .text(use.serviceTier);
  }
}
