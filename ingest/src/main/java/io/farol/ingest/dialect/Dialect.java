// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Detail;
import io.farol.model.SpanKind;
import java.util.List;

/// One telemetry convention. A span may speak several at once; [Dialects] keeps them in order of
/// precedence, and a new one is a class that is added there.
sealed interface Dialect
    permits GeneralAttributes,
        OtelGenAiDialect,
        OpenInferenceDialect,
        McpDialect,
        RpcDialect,
        MessagingDialect,
        DatabaseDialect,
        HttpDialect {

  /// A stable name, `openinference`.
  String id();

  /// Whether a record with these attributes speaks it.
  boolean speaks(Attributes attributes, Sender sender);

  /// Which attribute fills which field, in order of precedence.
  List<Row> rows();

  /// What the span is, in this dialect's eyes.
  Sight see(Look look);

  /// The messages it carries in this dialect's form; [Talk#NONE] where the dialect has none.
  default Talk talk(Look look) {
    return Talk.NONE;
  }

  /// A span or an event that tells of one, while its meaning is being found.
  ///
  /// @param name the span's name
  /// @param kind the span's kind
  /// @param events what happened during it
  /// @param reading its attributes through the tables of all the dialects it speaks
  record Look(String name, SpanKind kind, List<Detail.Event> events, Reading reading) {

    Attributes attributes() {
      return reading.attributes();
    }

    /// A request that this party made; whoever sets no kind is taken at its attributes' word.
    boolean isOutgoing() {
      return switch (kind) {
        case CLIENT, PRODUCER, UNSPECIFIED -> true;
        case INTERNAL, SERVER, CONSUMER -> false;
      };
    }

    /// Somebody else's call, seen from the side that answers it.
    boolean isIncoming() {
      return switch (kind) {
        case SERVER, CONSUMER -> true;
        case CLIENT, PRODUCER, UNSPECIFIED, INTERNAL -> false;
      };
    }
  }
}
