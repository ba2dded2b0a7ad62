// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.farol.cost.price.PriceCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuotesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final ObjectMapper json = new ObjectMapper();
  private final Quotes quotes = new Quotes(PriceCatalogue.shipped());

  @Test
  void answers_in_the_shape_of_the_api() throws JsonProcessingException {
    assertThat(
            quote(
                """
                {"provider":"azure.ai.openai","model":"gpt-4.1-2025-04-14","at":"2026-11-25T12:00:00Z",
                 "usage":{"prompt_tokens":1117,"completion_tokens":46,"total_tokens":1163,
                  "prompt_tokens_details":{"cached_tokens":1024,"audio_tokens":3},
                  "completion_tokens_details":{"reasoning_tokens":0}}}
                """))
        .isEqualTo(
            json.readTree(
                """
                {"state":"partly","currency":"USD","amount":"0.001060000","charges":[
                  {"kind":"input","sku":"gpt-4.1","quantity":90,"unit":"token","unitPrice":"0.000002000",
                   "amount":"0.000180000","book":"azure-openai","version":"2026-11-25",
                   "validFrom":"2025-04-14","source":"SOURCE"},
                  {"kind":"cache_read","sku":"gpt-4.1","quantity":1024,"unit":"token",
                   "unitPrice":"0.000000500","amount":"0.000512000","book":"azure-openai",
                   "version":"2026-11-25","validFrom":"2025-04-14","source":"SOURCE"},
                  {"kind":"output","sku":"gpt-4.1","quantity":46,"unit":"token",
                   "unitPrice":"0.000008000","amount":"0.000368000","book":"azure-openai",
                   "version":"2026-11-25","validFrom":"2025-04-14","source":"SOURCE"}],
                 "unpriced":[{"kind":"input_audio","quantity":3,
                   "reason":"price book azure-openai has no price of input_audio for gpt-4.1"}]}
                """
                    .replace(
                        "SOURCE",
                        "azure-openai.yaml line "
                            + (lines("prices/azure-openai.yaml").indexOf("  - sku: gpt-4.1") + 3)
                            + ": Azure OpenAI list, global deployments, as gathered by pydantic/genai-prices (21 Aug 2026) and BerriAI/litellm (6 Aug 2026)")));
  }

  @Test
  void amounts_finer_than_nine_places_are_not_rounded() throws JsonProcessingException {
    JsonNode quote =
        quote(
            """
            {"provider":"openai","model":"gpt-5-nano","at":"2026-11-25T12:00:00Z",
             "usage":{"input_tokens":1,"input_tokens_details":{"cached_tokens":1},"output_tokens":0,
              "service_tier":"flex"}}
            """);

    assertThat(quote.path("amount").asText()).isEqualTo("0.0000000025");
    assertThat(quote.path("state").asText()).isEqualTo("priced");
  }

  @Test
  void a_month_of_queries_goes_through_its_bands() throws JsonProcessingException {
    JsonNode quote =
        quote(
            """
            {"provider":"serpro","sku":"consulta-cpf","at":"2026-11-25T12:00:00Z",
             "quantities":{"query":10500}}
            """);

    // 999 × 0.659 + 9,000 × 0.565 + 501 × 0.356
    assertThat(quote.path("amount").asText()).isEqualTo("5921.697000000");
    assertThat(quote.path("currency").asText()).isEqualTo("BRL");
    assertThat(quote.path("charges")).hasSize(3);
    assertThat(quote.path("charges").get(1).path("quantity").asInt()).isEqualTo(9_000);
    assertThat(quote.path("charges").get(1).path("source").asText())
        .endsWith("; band 2 (1000–9999 a month)");
  }

  @Test
  void what_has_no_price_is_unpriced_with_its_quantities() throws JsonProcessingException {
    JsonNode quote =
        quote(
            """
            {"provider":"anthropic","model":"claude-sonnet-4-5","at":"2026-11-25T12:00:00Z",
             "usage":{"input_tokens":3,"cache_read_input_tokens":6,"cache_creation_input_tokens":4,
              "output_tokens":5}}
            """);

    assertThat(quote)
        .isEqualTo(
            json.readTree(
                """
                {"state":"unpriced","currency":null,"amount":null,"charges":[],"unpriced":[
                 {"kind":"input","quantity":3,"reason":"no price book for provider anthropic"},
                 {"kind":"cache_read","quantity":6,"reason":"no price book for provider anthropic"},
                 {"kind":"cache_write","quantity":4,"reason":"no price book for provider anthropic"},
                 {"kind":"output","quantity":5,"reason":"no price book for provider anthropic"}]}
                """));
  }

  @Test
  void quantities_under_unknown_words_stay_open() throws JsonProcessingException {
    JsonNode quote =
        quote(
            """
            {"provider":"openai","sku":"gpt-4.1","at":"2026-11-25T12:00:00Z",
             "quantities":{"input_tokens":10,"outptu":5}}
            """);

    assertThat(quote.path("state").asText()).isEqualTo("partly");
    assertThat(quote.path("unpriced").get(0).path("kind").asText()).isEqualTo("outptu");
    assertThat(quote.path("unpriced").get(0).path("reason").asText())
        .isEqualTo("no book prices such a kind; did you mean \"output\"?");
  }

  /// Provider, form left to be seen, usage, and what it comes to: whole input, its cached part,
  /// whole output.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai     | {"prompt_tokens":9,"completion_tokens":2,"total_tokens":11} | input=9 output=2
          openai     | {"prompt_tokens":9,"total_tokens":9} | input=9
          openai     | {"input_tokens":36,"input_tokens_details":{"cached_tokens":6,"cache_write_tokens":10},"output_tokens":87,"output_tokens_details":{"reasoning_tokens":80},"total_tokens":123} | input=20 cache_read=6 cache_write=10 output=87
          openai     | {"type":"duration","seconds":12.5} | audio=12.5
          openai     | {"type":"tokens","input_tokens":30,"input_token_details":{"text_tokens":10,"audio_tokens":20},"output_tokens":7,"total_tokens":37} | input=10 input_audio=20 output=7
          openai     | {"input_tokens":100,"output_tokens":50,"input_token_details":{"text_tokens":40,"audio_tokens":60,"cached_tokens":30,"cached_tokens_details":{"text_tokens":10,"audio_tokens":20}},"output_token_details":{"text_tokens":20,"audio_tokens":30}} | input=30 cache_read=10 input_audio=40 cache_read_audio=20 output=20 output_audio=30
          anthropic  | {"input_tokens":3,"cache_creation_input_tokens":10,"cache_read_input_tokens":6,"cache_creation":{"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":6},"output_tokens":5,"server_tool_use":{"web_search_requests":2}} | input=3 cache_read=6 cache_write=4 cache_write_1h=6 output=5 web_search=2
          gemini     | {"promptTokenCount":10,"cachedContentTokenCount":4,"candidatesTokenCount":5,"thoughtsTokenCount":7,"toolUsePromptTokenCount":2,"totalTokenCount":24} | input=8 cache_read=4 output=12
          vertex_ai  | {"promptTokenCount":10,"promptTokensDetails":[{"modality":"TEXT","tokenCount":1},{"modality":"AUDIO","tokenCount":4},{"modality":"IMAGE","tokenCount":3},{"modality":"DOCUMENT","tokenCount":2}],"candidatesTokenCount":5,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":5}],"trafficType":"ON_DEMAND"} | input=1 input_audio=4 input_image=5 output_image=5
          google     | {"prompt_token_count":10,"candidates_token_count":5,"total_token_count":15} | input=10 output=5
          bedrock    | {"inputTokens":30,"outputTokens":62,"totalTokens":99,"cacheReadInputTokens":4,"cacheWriteInputTokens":3} | input=30 cache_read=4 cache_write=3 output=62
          bedrock    | {"inputTokenCount":30,"outputTokenCount":62,"invocationLatency":5,"firstByteLatency":2} | input=30 output=62
          mistral    | {"prompt_tokens":16,"completion_tokens":8,"total_tokens":24,"num_cached_tokens":0} | input=16 output=8
          groq       | {"prompt_tokens":16,"completion_tokens":8,"total_tokens":24,"prompt_time":0.1,"queue_time":0.2} | input=16 output=8
          deepseek   | {"prompt_tokens":16,"completion_tokens":8,"total_tokens":24,"prompt_cache_hit_tokens":6,"prompt_cache_miss_tokens":10} | input=10 cache_read=6 output=8
          xai        | {"prompt_tokens":16,"completion_tokens":8,"total_tokens":124,"completion_tokens_details":{"reasoning_tokens":100}} | input=16 output=108
          perplexity | {"prompt_tokens":16,"completion_tokens":8,"citation_tokens":3,"reasoning_tokens":4,"num_search_queries":2,"total_tokens":24} | input=16 output=12 citation=3 web_search=2
          cohere     | {"billed_units":{"input_tokens":5,"output_tokens":6},"tokens":{"input_tokens":50,"output_tokens":6}} | input=5 output=6
          cohere     | {"billed_units":{"search_units":1}} | rerank=1
          ollama     | {"prompt_eval_count":26,"eval_count":29} | input=26 output=29
          watsonx    | {"input_token_count":26,"generated_token_count":29} | input=26 output=29
          voyage     | {"total_tokens":26} | input=26
          openai     | {"id":"resp_1","usage":{"input_tokens":1,"output_tokens":2}} | input=1 output=2
          """)
  void every_provider_is_understood(String provider, String usage, String expected)
      throws JsonProcessingException {
    JsonNode quote =
        quote(
            """
            {"provider":"%s","model":"a-model-of-theirs","at":"2026-11-25T12:00:00Z","usage":%s}
            """
                .formatted(provider, usage));

    StringBuilder parts = new StringBuilder();
    for (JsonNode entry : quote.path("unpriced")) {
      parts
          .append(parts.isEmpty() ? "" : " ")
          .append(entry.path("kind").asText())
          .append('=')
          .append(entry.path("quantity").asText());
    }
    assertThat(parts).hasToString(expected);
  }

  @Test
  void the_form_named_goes_before_the_form_seen() throws JsonProcessingException {
    String request =
        """
        {"provider":"openai","model":"gpt-4.1","at":"2026-11-25T12:00:00Z","wire":"%s",
         "usage":{"prompt_tokens":10,"completion_tokens":5}}
        """;

    assertThat(quote(request.formatted("chat")).path("charges")).hasSize(2);
    assertThat(quote(request.formatted("embeddings")).path("charges")).hasSize(1);
    assertThat(quote(request.formatted("default")).path("charges")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[] => the request is no JSON object; send {\"provider\",\"model\",\"at\",\"usage\"} or {\"provider\",\"sku\",\"at\",\"quantities\"}",
        "{\"provider\":\"openai\",\"at\":\"2026-11-25T00:00:00Z\"} => names nothing to price; send either model and usage, or sku and quantities",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"prompt_tokens\":-1}} => usage.prompt_tokens: is -1; send a number from 0 to 1000000000000",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"prompt_tokens\":\"many\"}} => usage.prompt_tokens: is not a number; send a number of 0 or more",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"prompt_tokens\":1.5}} => usage.prompt_tokens: 1.5 is not a whole number; send the count as it came",
        "{\"provider\":\"openai\",\"model\":\"whisper-1\",\"usage\":{\"seconds\":1e-300}} => usage.seconds: has more than 15 decimal places; round it",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"prompt_tokens\":1e300}} => usage.prompt_tokens: is 1.0E300; send a number from 0 to 1000000000000",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"tokens_spent\":1}} => usage: has none of the counts Farol knows",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"a\":1},\"wire\":\"smoke\"} => wire: \"smoke\" is not known, and the usage shows none; known are",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":7} => usage: is missing or no object",
        "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"usage\":{\"prompt_tokens\":1},\"at\":\"yesterday\"} => at: \"yesterday\" is no moment; write it as 2026-11-25T12:00:00Z",
        "{\"provider\":\"serpro\",\"sku\":\"consulta-cpf\",\"quantities\":{}} => quantities: is missing, empty or no object",
        "{\"provider\":\"serpro\",\"sku\":\"consulta-cpf\",\"quantities\":{\"query\":null}} => quantities.query: is null; send a number of 0 or more"
      })
  void a_bad_request_says_what_and_where_and_how_to_mend_it(String line)
      throws JsonProcessingException {
    String[] parts = line.split(" => ", 2);
    JsonNode request = json.readTree(parts[0]);

    assertThatThrownBy(() -> quotes.quote(request, NOW))
        .isInstanceOf(QuoteProblem.class)
        .message()
        .contains(parts[1]);
  }

  @Test
  void all_problems_are_reported_together() throws JsonProcessingException {
    JsonNode request =
        json.readTree(
            """
            {"provder":"openai","model":"","at":"soon","usage":{"prompt_tokens":-1}}
            """);

    assertThatThrownBy(() -> quotes.quote(request, NOW))
        .asInstanceOf(type(QuoteProblem.class))
        .extracting(QuoteProblem::problems)
        .asString()
        .contains("provder: is not known; did you mean \"provider\"?")
        .contains("provider: is missing or no text")
        .contains("model: is missing or no text")
        .contains("at: \"soon\" is no moment")
        .contains("usage.prompt_tokens: is -1");
  }

  private JsonNode quote(String request) throws JsonProcessingException {
    JsonNode answer = quotes.quote(json.readTree(request), NOW).json();
    return json.readTree(json.writeValueAsString(answer));
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
