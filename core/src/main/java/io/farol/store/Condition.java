// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Call;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an exchange must be, as a filter says it. [#holds] is the law; a store may find candidates
/// in its own way.
///
/// Texts are compared [folded][#folded]: whatever their case and accents. What is not known fulfils
/// nothing but a [Not].
public sealed interface Condition {

  /// Asks for nothing.
  Condition ANYTHING = new All(List.of());

  boolean holds(Exchange exchange);

  /// All of them; holds when there are none.
  record All(List<Condition> of) implements Condition {
    public All {
      of = List.copyOf(of);
    }

    @Override
    public boolean holds(Exchange exchange) {
      return of.stream().allMatch(each -> each.holds(exchange));
    }
  }

  /// At least one of them.
  record Any(List<Condition> of) implements Condition {
    public Any {
      of = List.copyOf(of);
    }

    @Override
    public boolean holds(Exchange exchange) {
      return of.stream().anyMatch(each -> each.holds(exchange));
    }
  }

  record Not(Condition of) implements Condition {
    @Override
    public boolean holds(Exchange exchange) {
      return !of.holds(exchange);
    }
  }

  /// A field has this value; for a field of several, one of them has.
  record Is(Field field, String value) implements Condition {
    public Is {
      value = folded(value);
    }

    @Override
    public boolean holds(Exchange exchange) {
      return field.values(exchange).stream().anyMatch(each -> folded(each).equals(value));
    }
  }

  /// A text appears in one of the [texts][#texts] of an exchange.
  record Says(String text) implements Condition {
    public Says {
      text = folded(text);
    }

    @Override
    public boolean holds(Exchange exchange) {
      return texts(exchange).anyMatch(each -> folded(each).contains(text));
    }
  }

  /// A quantity lies above or below a bound.
  ///
  /// @param bound in the unit of the quantity
  record Measures(Quantity quantity, Comparison comparison, BigDecimal bound) implements Condition {
    @Override
    public boolean holds(Exchange exchange) {
      BigDecimal value = quantity.of(exchange);
      return value != null && comparison.holds(value.compareTo(bound));
    }
  }

  record Has(Trait trait) implements Condition {
    @Override
    public boolean holds(Exchange exchange) {
      return trait.of(exchange);
    }
  }

  /// What can be asked of an exchange by value. The name in lower case is its word in the API.
  enum Field {
    INTEGRATION(exchange -> exchange.call().integration()),
    FROM(exchange -> exchange.origin().service()),
    TO(exchange -> exchange.call().to()),
    OPERATION(exchange -> exchange.call().operation()),
    /// `open` (a lost one too), `succeeded`, `failed`.
    OUTCOME(exchange -> state(exchange.call().outcome())),
    /// As [io.farol.model.Cause#wire()].
    CAUSE(exchange ->
        exchange.call().outcome() instanceof Outcome.Failed failed ? failed.cause().wire() : null),
    CONVERSATION(exchange -> exchange.call().conversationId()),
    USER(exchange -> exchange.call().user()),
    PLATFORM(exchange -> exchange.call().platform()),
    ENVIRONMENT(exchange -> exchange.origin().environment()),
    CLOUD(exchange -> exchange.origin().cloud()),
    REGION(exchange -> exchange.origin().region()),
    /// `model`, `tool`, `rpc`, `messaging`, `database`, `http`.
    KIND(exchange -> exchange.call().kind().name().toLowerCase(Locale.ROOT)),
    DIALECT(exchange -> exchange.call().source().dialect()),
    STATUS(exchange -> {
      Integer status = exchange.call().outcome().httpStatus();
      return status == null ? null : Integer.toString(status);
    }),
    TRACE(exchange -> exchange.key().trace().hex()),
    PROVIDER(usage(usage -> usage.model().provider())),
    /// The one that answered, else the one that was asked for; both can be asked for.
    MODEL(
        usage(usage ->
            usage.model().responded() == null
                ? usage.model().requested()
                : usage.model().responded()));

    private final Function<Exchange, @Nullable String> value;

    Field(Function<Exchange, @Nullable String> value) {
      this.value = value;
    }

    private static Function<Exchange, @Nullable String> usage(
        Function<Call.Usage, @Nullable String> of) {
      return exchange -> {
        Call.Usage usage = exchange.call().usage();
        return usage == null ? null : of.apply(usage);
      };
    }

    /// What it is of an exchange, for counting; null when it is not known.
    public @Nullable String value(Exchange exchange) {
      String found = value.apply(exchange);
      return found == null || found.isEmpty() ? null : found;
    }

    /// Everything it is of an exchange.
    List<String> values(Exchange exchange) {
      List<String> values = new ArrayList<>(2);
      String first = value(exchange);
      if (first != null) {
        values.add(first);
      }
      Call.Usage usage = exchange.call().usage();
      if (this == MODEL && usage != null && usage.model().requested() != null) {
        values.add(usage.model().requested());
      }
      return values;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What can be asked of an exchange by size.
  enum Quantity {
    /// Nanoseconds; of those that ended.
    DURATION,
    /// Nanoseconds.
    FIRST_TOKEN,
    /// In the currency of the exchange's amount.
    COST,
    /// Input and output together, as far as reported.
    TOKENS,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    SENT_BYTES,
    RECEIVED_BYTES,
    HTTP_STATUS;

    /// Null when nobody knows.
    @Nullable BigDecimal of(Exchange exchange) {
      Call.Usage usage = exchange.call().usage();
      Tokens tokens = usage == null ? Tokens.UNKNOWN : usage.tokens();
      Cost cost = exchange.cost();
      return switch (this) {
        case COST -> cost == null || cost.amount() == null ? null : cost.amount().amount();
        case DURATION -> whole(exchange.timing().durationNanos());
        case FIRST_TOKEN -> whole(usage == null ? null : usage.timeToFirstTokenNanos());
        case TOKENS -> whole(sum(tokens.input(), tokens.output()));
        case INPUT_TOKENS -> whole(tokens.input());
        case OUTPUT_TOKENS -> whole(tokens.output());
        case SENT_BYTES -> whole(exchange.call().traffic().sentBytes());
        case RECEIVED_BYTES -> whole(exchange.call().traffic().receivedBytes());
        case HTTP_STATUS -> {
          Integer status = exchange.call().outcome().httpStatus();
          yield status == null ? null : BigDecimal.valueOf(status);
        }
      };
    }

    private static @Nullable BigDecimal whole(@Nullable Long value) {
      return value == null ? null : BigDecimal.valueOf(value);
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
      return one == null ? other : other == null ? one : (Long) (one + other);
    }
  }

  enum Comparison {
    ABOVE,
    AT_LEAST,
    BELOW,
    AT_MOST,
    EQUAL;

    boolean holds(int order) {
      return switch (this) {
        case ABOVE -> order > 0;
        case AT_LEAST -> order >= 0;
        case BELOW -> order < 0;
        case AT_MOST -> order <= 0;
        case EQUAL -> order == 0;
      };
    }
  }

  /// What an exchange has or has not.
  enum Trait {
    ERROR,
    /// An amount, of all or of a part of it.
    COST,
    /// A quantity without a price.
    UNPRICED,
    TOKENS,
    CONVERSATION,
    USER,
    MODEL;

    boolean of(Exchange exchange) {
      Call call = exchange.call();
      Cost cost = exchange.cost();
      return switch (this) {
        case ERROR -> call.outcome() instanceof Outcome.Failed;
        case COST -> cost != null && cost.amount() != null;
        case UNPRICED -> cost != null && cost.state() != Cost.State.PRICED;
        case TOKENS -> call.usage() != null && !call.usage().tokens().isUnknown();
        case CONVERSATION -> call.conversationId() != null;
        case USER -> call.user() != null;
        case MODEL -> Field.MODEL.value(exchange) != null;
      };
    }
  }

  /// The texts in which words are sought: the parties, integration, operation, model requested and
  /// responded, the outcome's detail, and the ids of trace, span, conversation and response.
  static Stream<String> texts(Exchange exchange) {
    Call call = exchange.call();
    Call.Usage usage = call.usage();
    return Stream.of(
            exchange.origin().service(),
            call.to(),
            call.integration(),
            call.operation(),
            usage == null ? null : usage.model().requested(),
            usage == null ? null : usage.model().responded(),
            usage == null ? null : usage.responseId(),
            detail(call.outcome()),
            call.conversationId(),
            exchange.key().trace().hex(),
            exchange.key().span().hex())
        .filter(Objects::nonNull);
  }

  private static @Nullable String detail(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed failed -> failed.detail();
      case Outcome.Lost lost -> lost.detail();
      case Outcome.Open open -> null;
      case Outcome.Succeeded succeeded -> null;
    };
  }

  private static String state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Open open -> "open";
      case Outcome.Lost lost -> "open";
      case Outcome.Succeeded succeeded -> "succeeded";
      case Outcome.Failed failed -> "failed";
    };
  }

  /// In lower case and without accents.
  static String folded(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.chars().allMatch(sign -> sign < 0x80)
        ? lower
        : Marks.AT_LETTERS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
  }

  /// What [#folded] takes away.
  final class Marks {
    private static final Pattern AT_LETTERS = Pattern.compile("\\p{M}+");

    private Marks() {}
  }
}
