// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.flow.OutcomeRule;
import io.farol.model.Evidence;
import io.farol.model.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads the outcome of a finished call from one table of data: `outcomes.yaml` beside this class,
/// whose first lines say how its rows are written. The first row whose signs are all present in the
/// evidence decides; a last row catches what failed without saying why.
///
/// Names are compared with the provider's code, the error type and the whole chain of causes, each
/// by its full and by its short name (`java.net.ConnectException`, `ConnectException`). A call
/// whose evidence says nothing of a failure succeeded, even if exceptions were recorded on its way.
///
/// Immutable, safe for many threads.
public final class OutcomeTable implements OutcomeRule {

  private static final String RESOURCE = "outcomes.yaml";

  private final List<OutcomeRow> rows;

  private OutcomeTable(List<OutcomeRow> rows) {
    this.rows = rows;
  }

  /// The table that Farol ships.
  public static OutcomeTable standard() {
    try (InputStream in = OutcomeTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar of farol-system");
      }
      return new OutcomeTable(OutcomeFile.read(RESOURCE, in));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read from the jar of farol-system", e);
    }
  }

  @Override
  public Outcome judge(Evidence evidence) {
    Signs signs = Signs.of(evidence);
    OutcomeRow row = decider(signs);
    return row.cause() == null
        ? new Outcome.Succeeded(signs.http())
        : new Outcome.Failed(row.cause(), signs.http(), FailureDetail.of(signs, row));
  }

  List<OutcomeRow> rows() {
    return rows;
  }

  OutcomeRow decider(Signs signs) {
    for (OutcomeRow row : rows) {
      if (row.matches(signs)) {
        return row;
      }
    }
    throw new IllegalStateException(RESOURCE + ": no row decides " + signs);
  }
}
