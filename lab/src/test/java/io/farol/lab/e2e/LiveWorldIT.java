// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.lab.live.Fate;
import io.farol.lab.live.LiveWorld;
import io.farol.lab.live.Stage;
import io.farol.lab.live.Telling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A story lived over real sockets: what Farol shows of it is what the platforms wrote down for
/// themselves, whichever way it is told. What is asked for twice below, of telemetry and of the
/// gateway, with one seed, is what is the same both ways: calls, tokens, money, and the dialogues
/// with persons. Every difference that is let pass stands here with its reason.
///
/// A short story at one seed; `-Dfarol.story.minutes=10 -Dfarol.story.seeds=7,8,9` lives a longer
/// one at several, `-Dfarol.story.speed` so many times faster than the clock.
final class LiveWorldIT {
  private static final Path LAB = Path.of("target", "farol-lab.jar").toAbsolutePath();
  private static final Path LIBRARIES = Path.of("target", "assistant").toAbsolutePath();
  private static final String SEEDS = System.getProperty("farol.story.seeds", "7");
  private static final double SPEED =
      Double.parseDouble(System.getProperty("farol.story.speed", "8"));
  private static final int MINUTES = Integer.getInteger("farol.story.minutes", 0);
  private static final int VISITORS =
      MINUTES == 0 ? 8 : LiveWorld.visitors(Duration.ofMinutes(MINUTES));
  private static final Duration PATIENCE = Duration.ofMinutes(4 + MINUTES);
  private static final Duration SETTLING = Duration.ofSeconds(40);

  @TempDir Path folder;

  static LongStream seeds() {
    return Stream.of(SEEDS.split(",")).mapToLong(Long::parseLong);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theJavaAgentTellsWhatThePlatformsWroteDown(long seed) throws Exception {
    try (FarolProcess farol = FarolProcess.start(folder.resolve("data"), "--open")) {
      Stage stage = Stage.in(folder.resolve("world"));
      Moment records = lived(seed, farol, stage, new Telling.Instrumented(farol.http()));
      List<JsonNode> shown = records.shown();

      // The library tries again by itself after a 429, within one call of a model.
      Predicate<JsonNode> counted = entry -> entry.path("status").asInt() == 200;
      List<JsonNode> models =
          records.of("azure-openai").stream()
              .filter(counted)
              .filter(entry -> isToldAsModel(entry.path("operation").asText()))
              .toList();
      List<JsonNode> shownModels =
          to(shown, "azure-openai", item -> item.has("tokens") && !item.path("tokens").isNull());
      assertThat(tokens(shownModels)).isEqualTo(written(models));
      assertThat(cost(shownModels, "USD")).isEqualByComparingTo(charged(models));
      // The agent's instrumentation knows chat and embeddings; the rest is seen as HTTP alone, and
      // is unpriced.
      assertThat(
              to(
                  shown,
                  "azure-openai",
                  item -> !item.has("tokens") || item.path("tokens").isNull()))
          .hasSize(
              (int)
                  records.of("azure-openai").stream()
                      .filter(entry -> !isToldAsModel(entry.path("operation").asText()))
                      .count())
          .allSatisfy(item -> assertThat(item.at("/cost/state").asText()).isEqualTo("unpriced"));
      assertThat(to(shown, "openai", item -> true)).isEmpty();
      theRestIsEqual(shown, records);
      // The receiver's own spans tell of every webhook that reached it.
      assertThat(shown.stream().filter(LiveWorldIT::isWebhook))
          .hasSameSizeAs(
              records.of("whatsapp").stream().filter(LiveWorldIT::isWrittenWebhook).toList());
      assertThat(to(shown, "whatsapp", item -> isSend(item)))
          .allSatisfy(item -> assertThat(item.path("conversationId").asText()).startsWith("c-"));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theGatewayTellsWhatThePlatformsWroteDown(long seed) throws Exception {
    Stage stage = Stage.in(folder.resolve("world"));
    try (FarolProcess farol =
        FarolProcess.startAmong(
            stage.hosts(),
            folder.resolve("data"),
            "--open",
            "--gateway-port",
            "0",
            "--hooks-port",
            "0",
            "--config",
            stage.writeConfiguration().toString())) {
      Moment records =
          lived(seed, farol, stage, new Telling.Through(farol.gateway(), farol.hooks()));
      List<JsonNode> shown = records.shown();

      List<JsonNode> models =
          records.of("azure-openai").stream().filter(entry -> entry.has("input")).toList();
      List<JsonNode> shownModels =
          to(shown, "azure-openai", item -> item.at("/tokens/input").asInt() > 0);
      assertThat(tokens(shownModels)).isEqualTo(written(models));
      assertThat(cost(shownModels, "USD")).isEqualByComparingTo(charged(models));
      // Here each attempt is a call of its own, a refused one too.
      assertThat(to(shown, "azure-openai", item -> true)).hasSameSizeAs(records.of("azure-openai"));
      theRestIsEqual(shown, records);
      // What comes again in the very same bytes is answered by Farol itself, or, while the first is
      // still on its way, refused as busy to be sent once more: neither is delivered, both are
      // counted.
      assertThat(shown.stream().filter(LiveWorldIT::isWebhook).count() + records.undelivered())
          .isEqualTo(records.of("whatsapp").stream().filter(LiveWorldIT::isWrittenWebhook).count());
    }
  }

  /// What Farol shows once all visitors have gone and nothing is under way any more.
  private static Moment lived(long seed, FarolProcess farol, Stage stage, Telling telling)
      throws Exception {
    try (LiveWorld world =
        LiveWorld.begin(
            stage,
            new LiveWorld.Plan(seed, SPEED, VISITORS, new Fate.Kind(), telling, LAB, LIBRARIES))) {
      assertThat(world.awaitVisitors(PATIENCE)).as("all visitors, seed " + seed).isTrue();
      Moment moment =
          await()
              .atMost(SETTLING)
              .until(() -> Moment.now(farol, LiveWorld.records(stage)), Moment::isSettled);
      System.out.printf(
          "seed %d, %d visitors, %s: %d exchanges shown, written %s%n",
          seed,
          VISITORS,
          telling.getClass().getSimpleName(),
          moment.shown().size(),
          moment.sizes());
      return moment;
    }
  }

  /// What the platforms had written down, and what Farol showed right after that.
  private record Moment(
      Map<String, List<JsonNode>> written, List<JsonNode> shown, long undelivered) {
    static Moment now(FarolProcess farol, Path records) {
      Map<String, List<JsonNode>> written = new TreeMap<>();
      for (String platform : List.of("azure-openai", "serpro", "slips", "whatsapp")) {
        try {
          written.put(
              platform,
              Files.readAllLines(records.resolve(platform + ".jsonl")).stream()
                  .map(FarolProcess::parse)
                  .toList());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return new Moment(written, exchanges(farol), heldBack(farol));
    }

    Map<String, Integer> sizes() {
      Map<String, Integer> sizes = new TreeMap<>();
      written.forEach((platform, entries) -> sizes.put(platform, entries.size()));
      return sizes;
    }

    List<JsonNode> of(String platform) {
      return written.getOrDefault(platform, List.of());
    }

    /// Nothing is under way: the token is renewed again and again, and now and then between the
    /// two.
    boolean isSettled() {
      long webhooks = shown.stream().filter(LiveWorldIT::isWebhook).count();
      return shown.stream().noneMatch(LiveWorldIT::isOpen)
          && to(shown, "serpro", item -> true).size() == of("serpro").size()
          && to(shown, "whatsapp", LiveWorldIT::isSend).size()
              == of("whatsapp").stream().filter(LiveWorldIT::isWrittenSend).count()
          && (webhooks == 0
              || webhooks + undelivered
                  == of("whatsapp").stream().filter(LiveWorldIT::isWrittenWebhook).count());
    }
  }

  /// SERPRO, the slips and what was sent over WhatsApp: calls by status, SERPRO's reais, and how
  /// often each person was written to.
  private static void theRestIsEqual(List<JsonNode> shown, Moment records) {
    assertThat(statuses(to(shown, "serpro", item -> true)))
        .isEqualTo(statuses(records, "serpro", entry -> true));
    assertThat(cost(to(shown, "serpro", item -> true), "BRL"))
        .isEqualByComparingTo(charged(records.of("serpro")));
    assertThat(
            statuses(
                shown.stream()
                    .filter(
                        item -> item.path("integration").asText().startsWith("boletos.horizonte"))
                    .toList()))
        .isEqualTo(statuses(records, "slips", entry -> true));
    assertThat(statuses(to(shown, "whatsapp", LiveWorldIT::isSend)))
        .isEqualTo(statuses(records, "whatsapp", LiveWorldIT::isWrittenSend));
    assertThat(
            dialogues(
                to(shown, "whatsapp", LiveWorldIT::isSend).stream()
                    .filter(item -> item.at("/outcome/httpStatus").asInt() == 200)
                    .map(item -> item.path("conversationId").asText())))
        .isEqualTo(
            dialogues(
                records.of("whatsapp").stream()
                    .filter(LiveWorldIT::isWrittenSend)
                    .filter(entry -> entry.path("status").asInt() == 200)
                    .map(entry -> entry.path("conversation").asText())));
  }

  /// How long each dialogue is, the shortest first: whom it is with is a pseudonym at Farol.
  private static List<Long> dialogues(Stream<String> of) {
    return of.collect(Collectors.groupingBy(id -> id, Collectors.counting())).values().stream()
        .sorted()
        .toList();
  }

  private static boolean isWebhook(JsonNode item) {
    return item.path("integration").asText().equals("whatsapp/webhook");
  }

  private static boolean isWrittenWebhook(JsonNode entry) {
    String operation = entry.path("operation").asText();
    return operation.equals("message") || operation.equals("status");
  }

  private static long heldBack(FarolProcess farol) {
    return farol
        .get("/metrics")
        .body()
        .lines()
        .filter(line ->
            line.startsWith("farol_hooks_repeated_total")
                || line.matches("farol_hooks_refused_total\\{.*\"busy\".*"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static boolean isSend(JsonNode item) {
    return item.path("integration").asText().equals("whatsapp/messages");
  }

  private static boolean isToldAsModel(String operation) {
    return operation.equals("chat") || operation.equals("embeddings");
  }

  private static boolean isWrittenSend(JsonNode entry) {
    return entry.path("operation").asText().equals("send");
  }

  private static boolean isOpen(JsonNode item) {
    return item.at("/outcome/state").asText().equals("open");
  }

  private static List<JsonNode> to(List<JsonNode> shown, String party, Predicate<JsonNode> which) {
    return shown.stream()
        .filter(item -> item.path("to").asText().equals(party))
        .filter(which)
        .toList();
  }

  private static Map<Integer, Long> statuses(List<JsonNode> shown) {
    return shown.stream()
        .collect(
            Collectors.groupingBy(
                item -> item.at("/outcome/httpStatus").asInt(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static Map<Integer, Long> statuses(
      Moment records, String platform, Predicate<JsonNode> which) {
    return records.of(platform).stream()
        .filter(which)
        .collect(
            Collectors.groupingBy(
                entry -> entry.path("status").asInt(), TreeMap::new, Collectors.counting()));
  }

  private record Counted(long calls, long input, long cached, long output, long reasoning) {}

  /// By the model that answered.
  private static Map<String, Counted> tokens(List<JsonNode> shown) {
    return shown.stream()
        .collect(
            Collectors.toMap(
                item -> item.at("/model/responded").asText(),
                item ->
                    new Counted(
                        1,
                        item.at("/tokens/input").asLong(),
                        item.at("/tokens/cacheRead").asLong(),
                        item.at("/tokens/output").asLong(),
                        item.at("/tokens/reasoning").asLong()),
                LiveWorldIT::added,
                TreeMap::new));
  }

  private static Map<String, Counted> written(List<JsonNode> entries) {
    return entries.stream()
        .collect(
            Collectors.toMap(
                entry -> entry.path("model").asText(),
                entry ->
                    new Counted(
                        1,
                        entry.path("input").asLong(),
                        entry.path("cached").asLong(),
                        entry.path("output").asLong(),
                        entry.path("reasoning").asLong()),
                LiveWorldIT::added,
                TreeMap::new));
  }

  private static Counted added(Counted a, Counted b) {
    return new Counted(
        a.calls + b.calls,
        a.input + b.input,
        a.cached + b.cached,
        a.output + b.output,
        a.reasoning + b.reasoning);
  }

  private static BigDecimal cost(List<JsonNode> shown, String currency) {
    return shown.stream()
        .filter(item -> item.at("/cost/currency").asText().equals(currency))
        .map(item -> new BigDecimal(item.at("/cost/amount").asText()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal charged(List<JsonNode> entries) {
    return entries.stream()
        .filter(entry -> entry.has("charge"))
        .map(entry -> new BigDecimal(entry.at("/charge/amount").asText()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<JsonNode> exchanges(FarolProcess farol) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      JsonNode page =
          farol.json("/api/v1/exchanges?limit=200" + (next.isEmpty() ? "" : "&cursor=" + next));
      page.path("items").forEach(all::add);
      next = page.path("next").asText("");
    } while (!next.isEmpty() && !next.equals("null"));
    return all;
  }
}
