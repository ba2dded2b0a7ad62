// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.farol.cost.price.PriceCatalogue;
import io.farol.model.Cause;
import io.farol.model.LedgerEntry;
import io.farol.model.LedgerEntry.Charge;
import io.farol.model.LedgerEntry.Unpriced;
import io.farol.model.Money;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListRaterTest {

  private final ListRater rater = new ListRater(PriceCatalogue.shipped());

  @Test
  void a_charge_explains_itself() {
    List<LedgerEntry> entries = rate(Facts.chat(Facts.tokens(1_000, 0)));

    assertThat(entries).hasSize(1);
    Charge charge = (Charge) entries.getFirst();
    assertThat(charge)
        .isEqualTo(
            new Charge(
                charge.id(),
                new SpanKey(new TraceId(1, 7), new SpanId(8)),
                1_795_608_000_123_456_789L,
                "input",
                "gpt-4.1",
                BigDecimal.valueOf(1_000),
                "token",
                new BigDecimal("0.000002"),
                new Money(new BigDecimal("0.002"), "USD"),
                Provenance.COMPUTED,
                new PriceRef("azure-openai", "2026-11-25", "2025-04-14", charge.price().source()),
                null,
                null));
    assertThat(charge.id()).matches("[0-9a-f]{32}");
    assertThat(charge.price().source()).contains("genai-prices");
  }

  @Test
  void cached_and_written_input_are_parts_of_the_whole() {
    Tokens tokens = new Tokens(1_000L, 100L, 300L, 200L, 40L, null, null);

    assertThat(charges(Facts.chat(tokens).model("openai", "gpt-5.6-sol", null)))
        .extracting(Charge::kind, charge -> charge.quantity().longValue(), Charge::unitPrice)
        .containsExactly(
            tuple("input", 500L, new BigDecimal("0.000005")),
            tuple("cache_read", 300L, new BigDecimal("0.0000005")),
            tuple("cache_write", 200L, new BigDecimal("0.00000625")),
            tuple("output", 100L, new BigDecimal("0.00003")));
  }

  @Test
  void audio_has_its_own_price_and_a_part_without_one_stays_open() {
    Tokens tokens = new Tokens(100L, 50L, null, null, null, 60L, 50L);

    assertThat(rate(Facts.chat(tokens).model("openai", "gpt-audio", null)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("input", "0.000100000 USD"),
            tuple("input_audio", "0.001920000 USD"),
            tuple("output_audio", "0.003200000 USD"));
    assertThat(rate(Facts.chat(tokens)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("input", "0.000080000 USD"),
            tuple(
                "input_audio",
                "60: price book azure-openai has no price of input_audio for gpt-4.1"),
            tuple(
                "output_audio",
                "50: price book azure-openai has no price of output_audio for gpt-4.1"));
  }

  @Test
  void cached_audio_that_nobody_told_apart_is_an_estimate() {
    Tokens apart = new Tokens(100L, 0L, 30L, null, null, 60L, null);
    Tokens overlapping = new Tokens(100L, 0L, 70L, null, null, 60L, null);

    assertThat(charges(Facts.chat(apart).model("openai", "gpt-realtime", null)))
        .extracting(Charge::kind, c -> c.quantity().longValue(), Charge::how)
        .containsExactly(
            tuple("input", 10L, Provenance.COMPUTED),
            tuple("cache_read", 30L, Provenance.ESTIMATED),
            tuple("input_audio", 60L, Provenance.ESTIMATED));
    assertThat(charges(Facts.chat(overlapping).model("openai", "gpt-realtime", null)))
        .extracting(Charge::kind, c -> c.quantity().longValue(), Charge::how)
        .containsExactly(
            tuple("cache_read", 40L, Provenance.ESTIMATED),
            tuple("input_audio", 30L, Provenance.ESTIMATED),
            tuple("cache_read_audio", 30L, Provenance.ESTIMATED));
  }

  @ParameterizedTest
  @CsvSource({
    "default,  0.000002",
    "auto,     0.000002",
    "batch,    0.000001",
    "priority, 0.0000035"
  })
  void the_class_of_service_changes_the_price(String tier, BigDecimal unitPrice) {
    assertThat(charges(Facts.chat(Facts.tokens(1, 0)).model("openai", "gpt-4.1", null).tier(tier)))
        .extracting(Charge::unitPrice)
        .containsExactly(unitPrice);
  }

  @ParameterizedTest
  @CsvSource({
    "flex,  price book openai has no flex price of gpt-4.1",
    "scale, service tier scale is not paid by the unit"
  })
  void a_class_of_service_without_a_price_is_unpriced(String tier, String reason) {
    assertThat(rate(Facts.chat(Facts.tokens(1, 2)).model("openai", "gpt-4.1", null).tier(tier)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(tuple("input", "1: " + reason), tuple("output", "2: " + reason));
  }

  @Test
  void a_long_request_is_dearer_as_a_whole() {
    Facts chat = Facts.chat(null).model("openai", "gpt-5.4", null);

    assertThat(charges(tokens(chat, 272_000, 10)))
        .extracting(Charge::unitPrice)
        .containsExactly(new BigDecimal("0.0000025"), new BigDecimal("0.000015"));
    assertThat(charges(tokens(chat, 272_001, 10)))
        .extracting(Charge::unitPrice)
        .containsExactly(new BigDecimal("0.000005"), new BigDecimal("0.0000225"));
    assertThat(rate(tokens(chat.tier("priority"), 272_001, 10)))
        .extracting(ListRaterTest::amount)
        .first()
        .isEqualTo(
            "272001: price book openai has no priority price of input for gpt-5.4 in requests this long");
  }

  @Test
  void the_price_of_the_day_of_the_call_holds() {
    Facts chat = Facts.chat(Facts.tokens(1_000_000, 0)).model("openai", "gpt-5.6-luna", null);

    assertThat(rate(chat.at("2026-07-29T23:59:59Z")))
        .extracting(ListRaterTest::amount)
        .containsExactly("2.000000000 USD");
    assertThat(rate(chat.at("2026-07-30T00:00:00Z")))
        .extracting(ListRaterTest::amount)
        .containsExactly("0.400000000 USD");
    assertThat(rate(chat.at("2026-07-08T23:59:59Z")))
        .extracting(ListRaterTest::amount)
        .containsExactly("1000000: price book openai has no price of gpt-5.6-luna for that day");
  }

  @Test
  void the_model_that_answered_goes_before_the_deployment() {
    Facts chat = Facts.chat(Facts.tokens(1, 0));

    assertThat(charges(chat.model("azure", "our-assistant", "gpt-4o-2024-11-20")))
        .extracting(Charge::sku)
        .containsExactly("gpt-4o");
    assertThat(charges(chat.model("azure", "gpt-4.1-mini", null)))
        .extracting(Charge::sku)
        .containsExactly("gpt-4.1-mini");
    assertThat(rate(chat.model("azure", "our-assistant", null)))
        .extracting(ListRaterTest::amount)
        .containsExactly("1: price book azure-openai does not list model our-assistant");
    assertThat(rate(chat.model("azure", null, null)))
        .extracting(ListRaterTest::amount)
        .containsExactly("1: nobody said which model it was");
  }

  @Test
  void the_platform_charges_whatever_format_it_speaks() {
    Facts chat = Facts.chat(Facts.tokens(1, 0)).model("openai", "gpt-4.1", null);

    assertThat(charges(chat.platform("azure-openai")))
        .extracting(charge -> charge.price().book())
        .containsExactly("azure-openai");
    assertThat(charges(chat.platform("a-proxy-of-ours")))
        .extracting(charge -> charge.price().book())
        .containsExactly("openai");
    assertThat(rate(chat.platform("groq")))
        .extracting(ListRaterTest::amount)
        .containsExactly("1: no price book for provider groq");
    assertThat(rate(chat.model("ollama", "llama3", null))).isEmpty();
  }

  @Test
  void what_nobody_counted_is_unpriced_and_not_zero() {
    assertThat(rate(Facts.chat(Tokens.UNKNOWN)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("input", "null: no usage reported"), tuple("output", "null: no usage reported"));
    assertThat(rate(Facts.chat(Tokens.UNKNOWN).operation("embeddings")))
        .extracting(LedgerEntry::kind)
        .containsExactly("input");
    assertThat(rate(tokens(Facts.chat(null), new Tokens(5L, null, null, null, null, null, null))))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("input", "0.000010000 USD"), tuple("output", "null: no usage reported"));
  }

  @Test
  void counts_that_cannot_be_are_unknown() {
    Tokens broken = new Tokens(Long.MAX_VALUE, 5L, Long.MAX_VALUE, null, null, 7L, null);

    assertThat(rate(Facts.chat(broken).model("openai", "gpt-audio", null)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("input", "null: no usage reported"),
            tuple("input_audio", "0.000224000 USD"),
            tuple("output", "0.000050000 USD"));
  }

  @Test
  void nothing_used_gives_no_entry() {
    Facts known = Facts.chat(Facts.tokens(10, 10));
    Facts unknown = Facts.chat(Tokens.UNKNOWN);

    assertThat(rate(known.phase(Phase.START))).isEmpty();
    assertThat(rate(known.phase(Phase.ALIVE))).isEmpty();
    assertThat(rate(unknown.phase(Phase.LATE))).isEmpty();
    assertThat(rate(unknown.outcome(Facts.failed(Cause.RATE_LIMIT, 429)))).isEmpty();
    assertThat(rate(unknown.outcome(Facts.failed(Cause.TIMEOUT, null)))).isEmpty();
    assertThat(rate(Facts.chat(Facts.tokens(0, 0)))).isEmpty();
    assertThat(rate(Facts.chat(null))).isEmpty();
  }

  @Test
  void some_failures_are_charged_all_the_same() {
    Facts unknown = Facts.chat(Tokens.UNKNOWN);

    assertThat(rate(unknown.outcome(Facts.failed(Cause.CONTENT_FILTER, 400))))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(tuple("input", "null: no usage reported"));
    assertThat(rate(unknown.outcome(Facts.failed(Cause.CANCELLED, null))))
        .extracting(LedgerEntry::kind)
        .containsExactly("input", "output");
    assertThat(
            charges(
                Facts.chat(Facts.tokens(10, 5)).outcome(Facts.failed(Cause.CONTENT_FILTER, 200))))
        .hasSize(2);
  }

  @Test
  void one_call_told_twice_is_charged_once() {
    Facts chat = Facts.chat(Facts.tokens(10, 5)).responseId("chatcmpl-1");

    assertThat(ids(chat.span(99))).isEqualTo(ids(chat));
    assertThat(ids(chat.phase(Phase.LATE))).isEqualTo(ids(chat));
    assertThat(ids(chat)).doesNotHaveDuplicates();
    assertThat(ids(chat.trace(99))).doesNotContainAnyElementsOf(ids(chat));
    assertThat(ids(chat.responseId("chatcmpl-2"))).doesNotContainAnyElementsOf(ids(chat));
    assertThat(ids(chat.responseId(null).span(99)))
        .doesNotContainAnyElementsOf(ids(chat.responseId(null)));
    assertThat(rater.rate("other", chat.fact()))
        .extracting(LedgerEntry::id)
        .doesNotContainAnyElementsOf(ids(chat));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 206, 404, 422})
  void serpro_charges_these_answers(int status) {
    Outcome outcome =
        status < 300
            ? new Outcome.Succeeded(status)
            : Facts.failed(status == 404 ? Cause.NOT_FOUND : Cause.REJECTED, status);

    Charge charge =
        charges(Facts.http("serpro", "GET /consulta-cpf-df/v2/cpf/{ni}", outcome)).getFirst();

    assertThat(charge.kind()).isEqualTo("query");
    assertThat(charge.sku()).isEqualTo("consulta-cpf");
    assertThat(charge.quantity()).isEqualByComparingTo("1");
    assertThat(charge.amount()).isEqualTo(new Money(new BigDecimal("0.659"), "BRL"));
    assertThat(charge.how()).isEqualTo(Provenance.ESTIMATED);
    assertThat(charge.price().source())
        .endsWith("; band 1 (1–999 a month), the month's count being unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 500, 504})
  void serpro_does_not_charge_these(int status) {
    assertThat(
            rate(
                Facts.http(
                    "serpro",
                    "GET /consulta-cpf-df/v2/cpf/{ni}",
                    Facts.failed(Cause.SERVER_ERROR, status))))
        .isEmpty();
  }

  @Test
  void serpro_query_without_an_answer_is_unknown() {
    String query = "GET /consulta-cpf-df/v2/cpf/{ni}";

    assertThat(rate(Facts.http("serpro", query, Facts.failed(Cause.TIMEOUT, null))))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("query", "1: no answer arrived: whether consulta-cpf was charged is not known"));
    assertThat(rate(Facts.http("serpro", query, Facts.failed(Cause.DNS, null)))).isEmpty();
  }

  @Test
  void serpro_is_recognised_by_its_path_wherever_it_stands() {
    Outcome ok = new Outcome.Succeeded(200);

    assertThat(
            charges(
                Facts.http("serpro", "GET", ok)
                    .attribute(
                        "url.full", "https://gateway.example/consulta-cpf-df/v2/cpf/pessoa")))
        .hasSize(1);
    assertThat(rate(Facts.http("serpro", "GET /consulta-cpf-df-trial/v2/cpf/{ni}", ok))).isEmpty();
    assertThat(rate(Facts.http("serpro", "POST /token", ok))).isEmpty();
    assertThat(
            rate(Facts.http("serpro", "GET", ok).attribute("url.path", "/consulta-cpf-df-trial")))
        .isEmpty();
    assertThat(rate(Facts.http("serpro", "GET /consulta-cpf-df/v2/status", ok))).isEmpty();
    assertThat(rate(Facts.http("serpro", "GET /consulta-nfe-df/api/v1/nfe/{chave}", ok)))
        .extracting(ListRaterTest::amount)
        .containsExactly("1: price book serpro does not list this product");
  }

  @Test
  void serpro_company_queries_cost_by_what_they_show() {
    Outcome ok = new Outcome.Succeeded(200);

    assertThat(rate(Facts.http("serpro", "GET /consulta-cnpj-df/v2/basica/{ni}", ok)))
        .extracting(ListRaterTest::amount)
        .containsExactly("0.659000000 BRL");
    assertThat(rate(Facts.http("serpro", "GET /consulta-cnpj-df/v2/qsa/{ni}", ok)))
        .extracting(ListRaterTest::amount)
        .containsExactly("0.868000000 BRL");
    assertThat(rate(Facts.http("serpro", "GET /consulta-cnpj-df/v2/empresa/{ni}", ok)))
        .extracting(ListRaterTest::amount)
        .containsExactly("1.172000000 BRL");
  }

  @Test
  void a_paid_platform_without_a_book_is_unpriced() {
    Outcome ok = new Outcome.Succeeded(200);

    assertThat(rate(Facts.http("whatsapp", "POST /v23.0/{id}/messages", ok)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple(
                "message",
                "1: WhatsApp charges what it delivers, by category: no status has told it of this message"));
    assertThat(rate(Facts.http("whatsapp", "GET /v23.0/{media}", ok))).isEmpty();
    assertThat(
            rate(
                Facts.http("whatsapp", "POST /v23.0/{id}/messages", ok)
                    .attribute("whatsapp.message.type", "read-receipt")))
        .isEmpty();
    assertThat(rate(Facts.http("azure-openai", "POST /openai/deployments/x/chat/completions", ok)))
        .extracting(LedgerEntry::kind, ListRaterTest::amount)
        .containsExactly(
            tuple("input", "null: no usage reported: only the HTTP call was seen"),
            tuple("output", "null: no usage reported: only the HTTP call was seen"));
    assertThat(
            rate(
                Facts.http("azure-openai", "POST /openai/deployments/x/chat/completions", ok)
                    .carrier(new SpanId(5))))
        .isEmpty();
    assertThat(rate(Facts.http("openai", "GET /v1/models", ok))).isEmpty();
    assertThat(rate(Facts.http("our-own", "POST /messages", ok))).isEmpty();
    assertThat(rate(Facts.http("whatsapp", "POST /messages", ok).platform(null))).isEmpty();
  }

  private List<LedgerEntry> rate(Facts facts) {
    return rater.rate("default", facts.fact());
  }

  private List<Charge> charges(Facts facts) {
    List<LedgerEntry> entries = rate(facts);
    assertThat(entries).hasOnlyElementsOfType(Charge.class);
    return entries.stream().map(Charge.class::cast).toList();
  }

  private List<String> ids(Facts facts) {
    List<String> ids = rate(facts).stream().map(LedgerEntry::id).toList();
    assertThat(ids).isNotEmpty();
    return ids;
  }

  private static Facts tokens(Facts facts, long input, long output) {
    return tokens(facts, Facts.tokens(input, output));
  }

  private static Facts tokens(Facts f, Tokens tokens) {
    return new Facts(
        f.trace(),
        f.span(),
        f.phase(),
        f.kind(),
        f.platform(),
        f.provider(),
        f.requested(),
        f.responded(),
        f.operation(),
        f.outcome(),
        tokens,
        f.responseId(),
        f.tier(),
        f.carrier(),
        f.attributes(),
        f.at());
  }

  private static String amount(LedgerEntry entry) {
    return switch (entry) {
      case Charge charge -> charge.amount().amount() + " " + charge.amount().currency();
      case Unpriced unpriced -> unpriced.quantity() + ": " + unpriced.reason();
    };
  }
}
