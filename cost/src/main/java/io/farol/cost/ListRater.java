// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.CallFinding;
import io.farol.cost.price.Finding;
import io.farol.cost.price.Kind;
import io.farol.cost.price.PriceBook;
import io.farol.cost.price.PriceCatalogue;
import io.farol.flow.Rater;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.Model;
import io.farol.model.Money;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Provenance;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Rates facts at list prices.
///
/// * A call of a model is charged by its tokens, in parts that do not overlap, at the price of the
///   model that answered. A count that nobody reported on a finished call is unpriced, and so is a
///   part, a model or a class of service without a price.
/// * Another call is charged where a book lists it, by its HTTP status; where the platform is known
///   to charge and no book says how much, it is unpriced.
/// * A message to a person is charged once it is delivered, to the call that sent it, by the
///   category that the platform told.
/// * A start, a sign of life, a late telling without tokens, a failure that used nothing, a call of
///   one's own services, databases and queues give no entry.
///
/// Pure, and safe for many threads. An entry's id follows from tenant, trace, the provider's id of
/// the answer (else the span), kind, book and sku: one call told by two spans has one id.
public final class ListRater implements Rater {

  /// After these the platform may have done, and charged, what its caller never saw.
  private static final Set<Cause> UNSEEN =
      EnumSet.of(Cause.TIMEOUT, Cause.RESET, Cause.CANCELLED, Cause.MALFORMED, Cause.UNKNOWN);

  /// Where a call may say what it is, beside its operation and its integration.
  private static final List<String> TELLING_KEYS =
      List.of(
          "url.full", "url.path", "http.url", "http.target", "http.route", "whatsapp.message.type");

  private final PriceCatalogue catalogue;

  public ListRater(PriceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public List<LedgerEntry> rate(String tenant, Fact fact) {
    Span span = fact.span();
    Call call = span.call();
    if (call == null) {
      return Delivery.of(span).map(delivery -> delivered(tenant, span, delivery)).orElse(List.of());
    }
    return switch (span.key().phase()) {
      case ALIVE, START -> List.of();
      case LATE, END ->
          entries(tenant, span, span.key().span(), subject(span, call), lines(span, call));
    };
  }

  /// A delivered message is charged to the call that sent it. However often it is told, its entry
  /// has one id: that of what tells of it, which follows from the message.
  private List<LedgerEntry> delivered(String tenant, Span span, Delivery delivery) {
    Finding finding =
        catalogue.findMessage(
            delivery.platform(), delivery.category(), delivery.country(), at(span));
    Consumption one = new Split().beside(Kind.MESSAGE, BigDecimal.ONE).consumption();
    List<Line> lines =
        finding instanceof Finding.Found found && isFree(found.book(), delivery)
            ? List.of(
                Pricer.free(
                    found,
                    Kind.MESSAGE,
                    "free, as the platform told: "
                        + (delivery.type() == null ? "not billable" : delivery.type())))
            : Pricer.price(finding, one, false);
    return entries(
        tenant, span, delivery.sending(), "span " + span.key().span().span().hex(), lines);
  }

  private static boolean isFree(PriceBook book, Delivery delivery) {
    return delivery.type() == null
        ? Boolean.FALSE.equals(delivery.billable())
        : book.terms().freeMessages().contains(delivery.type());
  }

  private List<Line> lines(Span span, Call call) {
    if (call.kind() == CallKind.MODEL) {
      return call.usage() == null ? List.of() : modelLines(span, call, call.usage());
    }
    boolean ended = span.key().phase() == Phase.END && span.carrier() == null;
    return ended && call.platform() != null ? callLines(span, call, call.platform()) : List.of();
  }

  private List<Line> modelLines(Span span, Call call, Call.Usage usage) {
    String provider = catalogue.seller(call.platform(), usage.model().provider());
    if (catalogue.isSelfHosted(provider)) {
      return List.of();
    }
    Tokens tokens = TokenUse.plausible(usage.tokens());
    boolean ended = span.key().phase() == Phase.END;
    Set<Kind> missing = ended ? missing(call, tokens, provider) : EnumSet.noneOf(Kind.class);
    Consumption consumption = TokenUse.of(tokens, usage.serviceTier(), missing);
    if (consumption.parts().isEmpty() && missing.isEmpty()) {
      return List.of();
    }
    Finding finding =
        catalogue.findModel(provider, names(usage.model()), at(span), consumption.serviceTier());
    if (consumption.parts().isEmpty() && finding instanceof Finding.Missing) {
      // Neither quantity nor price: what is missing first is the quantity.
      return missing.stream()
          .<Line>map(kind -> new Line.Open(kind, null, "no usage reported"))
          .toList();
    }
    return Pricer.price(finding, consumption, false);
  }

  /// The name that answered, and after it the one asked for, where both can mean one model: what a
  /// deployment is called says nothing once another model stands behind it.
  private static List<String> names(Model model) {
    String responded = model.responded();
    String requested = model.requested();
    if (responded == null || requested == null) {
      String only = responded == null ? requested : responded;
      return only == null ? List.of() : List.of(only);
    }
    String one = plain(responded);
    String other = plain(requested);
    return one.contains(other) || other.contains(one)
        ? List.of(responded, requested)
        : List.of(responded);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /// Which wholes a finished call must have used though nobody counted them.
  private Set<Kind> missing(Call call, Tokens tokens, String provider) {
    Set<Kind> missing = EnumSet.noneOf(Kind.class);
    switch (call.outcome()) {
      case Outcome.Succeeded _ -> {
        if (tokens.input() == null) {
          missing.add(Kind.INPUT);
        }
        if (tokens.output() == null && TokenUse.generates(call.operation())) {
          missing.add(Kind.OUTPUT);
        }
      }
      case Outcome.Failed failed -> {
        if (tokens.isUnknown() && chargedWhenFailed(provider, failed.cause())) {
          missing.add(Kind.INPUT);
          if (failed.cause() == Cause.CANCELLED) {
            missing.add(Kind.OUTPUT);
          }
        }
      }
      case Outcome.Open _ -> {}
      case Outcome.Lost _ -> {}
    }
    return missing;
  }

  private boolean chargedWhenFailed(String provider, Cause cause) {
    return catalogue
        .bookOf(provider)
        .map(PriceBook::terms)
        .filter(terms -> terms.chargedWhenFailed().contains(cause))
        .isPresent();
  }

  private List<Line> callLines(Span span, Call call, String platform) {
    List<String> texts = new ArrayList<>(List.of(call.operation(), call.integration()));
    for (String key : TELLING_KEYS) {
      if (span.detail().attributes().get(key) instanceof Value.Text text) {
        texts.add(text.value());
      }
    }
    return switch (catalogue.findCall(platform, texts, at(span))) {
      case CallFinding.Free _ -> List.of();
      case CallFinding.Nothing _ -> List.of();
      case CallFinding.Listed listed -> listedLines(listed, call.outcome());
      case CallFinding.Unlisted unlisted -> unlistedLines(unlisted, call.outcome());
    };
  }

  private static List<Line> listedLines(CallFinding.Listed listed, Outcome outcome) {
    Integer status = outcome.httpStatus();
    boolean billed =
        status == null
            ? outcome instanceof Outcome.Succeeded
            : listed.calls().billedStatus().contains(status);
    if (billed) {
      return Pricer.price(listed.found(), oneQuery(), false);
    }
    if (status == null
        && outcome instanceof Outcome.Failed failed
        && UNSEEN.contains(failed.cause())) {
      return List.of(
          new Line.Open(
              Kind.QUERY,
              BigDecimal.ONE,
              "no answer arrived: whether %s was charged is not known"
                  .formatted(listed.found().sku().name())));
    }
    return List.of();
  }

  private static List<Line> unlistedLines(CallFinding.Unlisted unlisted, Outcome outcome) {
    if (!(outcome instanceof Outcome.Succeeded)) {
      return List.of();
    }
    return unlisted.kinds().stream()
        .<Line>map(kind ->
            new Line.Open(kind, unlisted.counted() ? BigDecimal.ONE : null, unlisted.reason()))
        .toList();
  }

  private static Consumption oneQuery() {
    return new Split().beside(Kind.QUERY, BigDecimal.ONE).consumption();
  }

  private static String subject(Span span, Call call) {
    String responseId = call.usage() == null ? null : call.usage().responseId();
    return responseId == null ? "span " + span.key().span().span().hex() : "response " + responseId;
  }

  /// @param charged the exchange that is charged
  /// @param subject what the entries' ids follow from, within the trace that tells of it
  private static List<LedgerEntry> entries(
      String tenant, Span span, SpanKey charged, String subject, List<Line> lines) {
    String trace = span.key().span().trace().hex();
    long at = span.timing().startEpochNanos();
    List<LedgerEntry> entries = new ArrayList<>();
    Map<Kind, Integer> nth = new EnumMap<>(Kind.class);
    for (Line line : lines) {
      String part = line.kind().wire() + nth(nth.merge(line.kind(), 1, Integer::sum));
      entries.add(
          switch (line) {
            case Line.Priced priced ->
                new LedgerEntry.Charge(
                    EntryId.of(tenant, trace, subject, part, priced.price().book(), priced.sku()),
                    charged,
                    at,
                    priced.kind().wire(),
                    priced.sku(),
                    priced.quantity(),
                    priced.kind().unit().wire(),
                    priced.unitPrice(),
                    new Money(priced.amount(), priced.currency()),
                    priced.estimated() ? Provenance.ESTIMATED : Provenance.COMPUTED,
                    priced.price(),
                    null,
                    null);
            case Line.Open open ->
                new LedgerEntry.Unpriced(
                    EntryId.of(tenant, trace, subject, part, "unpriced"),
                    charged,
                    at,
                    open.kind().wire(),
                    open.quantity(),
                    open.kind().unit().wire(),
                    open.reason());
          });
    }
    return List.copyOf(entries);
  }

  private static String nth(int number) {
    return number == 1 ? "" : " " + number;
  }

  private static Instant at(Span span) {
    long nanos = span.timing().startEpochNanos();
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
