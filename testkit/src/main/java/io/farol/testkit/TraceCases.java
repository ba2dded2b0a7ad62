// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.exchange;
import static io.farol.testkit.StoreCases.exchanges;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.CallKind;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Scope;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.Value;
import io.farol.store.Store;
import io.farol.store.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A trace shows every span with all it carries.
interface TraceCases extends StoreCases {

  SpanKey ROOT = Drafts.key(6, 1);

  @Test
  default void drawsEverySpanByStartThenId() {
    Draft root = Sketch.step(ROOT).named("turn").kind(SpanKind.SERVER).end();
    Sketch model = Sketch.model(Drafts.key(6, -1)).parent(ROOT.span());
    Draft http = Sketch.http(Drafts.key(6, 9)).parent(model.id()).bytes(1L, 2L).end();
    Draft open = Sketch.http(Drafts.key(6, 3)).at(Drafts.NOON - 5).start();
    Store store = given(http, model.end(), open, root, Sketch.http(Drafts.key(7, 1)).end());
    Exchange call =
        exchange(
            model.bytes(1L, 2L).end(), new Exchange.Joined(Drafts.key(6, 9).span(), CallKind.HTTP));
    assertThat(store.findTrace(SCOPE, ROOT.trace(), null))
        .contains(
            new Trace(
                ROOT.trace(),
                List.of(
                    row(open, exchange(open)),
                    row(root, null),
                    row(http, null),
                    row(model.end(), call))));
  }

  @Test
  default void carriesAttributesOfEveryKind() {
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put(
        "text", Value.of("São \"Paulo\" \\ \n\t\u0000\u0001 👍 '; DROP TABLE spans; --"));
    attributes.put("", Value.of(""));
    attributes.put("größe.%_", Value.of(Long.MIN_VALUE));
    attributes.put("greatest", Value.of(Long.MAX_VALUE));
    attributes.put("yes", new Value.Flag(true));
    attributes.put("real", new Value.Real(0.1));
    attributes.put("whole real", new Value.Real(3.0));
    attributes.put("minus zero", new Value.Real(-0.0));
    attributes.put("tiny", new Value.Real(Double.MIN_VALUE));
    attributes.put("nan", new Value.Real(Double.NaN));
    attributes.put("infinite", new Value.Real(Double.NEGATIVE_INFINITY));
    attributes.put("bytes", new Value.Bytes(12));
    attributes.put("nothing", new Value.Empty());
    attributes.put(
        "list", new Value.Items(List.of(Value.of(1), new Value.Items(List.of()), Value.of("x"))));
    attributes.put(
        "map", new Value.Fields(Map.of("type", Value.of("text"), "value", new Value.Empty())));
    Detail detail =
        new Detail(
            attributes,
            List.of(
                new Detail.Event("exception", Drafts.NOON + 1, attributes),
                new Detail.Event("", 0, Map.of())),
            List.of(
                new Detail.Link(Drafts.key(-1, -1), attributes), new Detail.Link(ROOT, Map.of())));
    Draft end = Sketch.step(ROOT).detail(detail).end();
    Store store = given(end);
    Detail found =
        store.findTrace(SCOPE, ROOT.trace(), null).orElseThrow().spans().getFirst().detail();
    assertThat(found).isEqualTo(detail);
    assertThat(List.copyOf(found.attributes().keySet()))
        .as("the sender's order")
        .isEqualTo(List.copyOf(attributes.keySet()));
  }

  @Test
  default void joinsWhatASpanCarriesPieceByPiece() {
    Detail.Event event = new Detail.Event("e", 1, Map.of());
    Detail.Link link = new Detail.Link(Drafts.key(8, 8), Map.of());
    Sketch span = Sketch.step(ROOT).status(SpanStatus.Code.ERROR, "said late").named("late");
    Draft late =
        span.detail(new Detail(Map.of("a", Value.of("late")), List.of(event), List.of())).late(1);
    span.named("start").kind(SpanKind.CONSUMER).parent(new SpanId(5)).deadline(9L);
    Draft start = span.detail(new Detail(Map.of(), List.of(), List.of(link))).start();
    span.named("").kind(SpanKind.UNSPECIFIED).parent(null).status(SpanStatus.Code.UNSET, null);
    Draft end = span.detail(new Detail(Map.of("b", Value.of("end")), List.of(), List.of())).end();
    Trace.Row expected =
        new Trace.Row(
            ROOT.span(),
            new SpanId(5),
            end.span().timing(),
            "late",
            SpanKind.INTERNAL,
            end.span().origin(),
            new SpanStatus(SpanStatus.Code.ERROR, "said late"),
            new Detail(Map.of("b", Value.of("end")), List.of(event), List.of(link)),
            null);
    Store store = given(start, end, late);
    assertThat(store.findTrace(SCOPE, ROOT.trace(), null))
        .contains(new Trace(ROOT.trace(), List.of(expected)));
  }

  @Test
  default void hasNoEndWhileOnlyTheStartIsKnown() {
    Store store = given(Sketch.step(ROOT).start());
    assertThat(store.findTrace(SCOPE, ROOT.trace(), null).orElseThrow().spans())
        .extracting(Trace.Row::timing)
        .containsExactly(new Timing(Drafts.NOON, null));
  }

  @Test
  default void showsTheSpansOfTheScopeAlone() {
    Draft ours = Sketch.step(ROOT).end();
    Draft staging = Sketch.step(Drafts.key(6, 2)).environment("staging").end();
    Store store = given(ours, staging);
    assertThat(store.findTrace(new Scope("default", "staging"), ROOT.trace(), null))
        .contains(new Trace(ROOT.trace(), List.of(row(staging, null))));
    assertThat(store.findTrace(new Scope("default", "nowhere"), ROOT.trace(), null)).isEmpty();
    assertThat(store.findTrace(new Scope("prefeitura", null), ROOT.trace(), null)).isEmpty();
  }

  @Test
  default void nestsAcrossEnvironmentsAndShowsByTheListedOne() {
    Draft model = Sketch.model(ROOT).environment("production").end();
    Draft http = Sketch.http(Drafts.key(6, 2)).parent(ROOT.span()).environment("staging").end();
    Store store = given(model, http);
    assertThat(exchanges(store)).hasSize(1);
    Scope staging = new Scope("default", "staging");
    assertThat(store.summary(staging, AROUND_NOON).value().exchanges()).isZero();
    assertThat(store.environments("default")).containsExactly("production");
    assertThat(store.findTrace(staging, ROOT.trace(), null))
        .contains(new Trace(ROOT.trace(), List.of(row(http, null))));
  }

  /// The row that one telling says all of.
  static Trace.Row row(Draft telling, @Nullable Exchange exchange) {
    Span span = telling.span();
    return new Trace.Row(
        span.key().span().span(),
        span.parent(),
        span.timing(),
        span.name(),
        span.kind(),
        span.origin(),
        span.status(),
        span.detail(),
        exchange);
  }
}
