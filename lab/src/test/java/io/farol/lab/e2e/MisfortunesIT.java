// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.lab.live.Fate;
import io.farol.lab.live.LiveWorld;
import io.farol.lab.live.Stage;
import io.farol.lab.live.Telling;
import io.farol.lab.platforms.Misfortune;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every misfortune of the living world, one after the other: what Agora asks of the API names the
/// integration and the cause within the time that [io.farol.system.HealthRule] and the caller's own
/// patience allow. Nobody tells Farol what was begun.
///
/// The order is that in which none hides the next: the rule looks at five minutes, and says what
/// fails before it says what is slow. What can be noticed only after minutes of steady traffic
/// comes last.
final class MisfortunesIT {
  private static final Path LAB = Path.of("target", "farol-lab.jar").toAbsolutePath();
  private static final Path LIBRARIES = Path.of("target", "assistant").toAbsolutePath();
  private static final long SEED = Long.getLong("farol.seed", 7);
  private static final double SPEED = 4;

  /// News on its way: exporters of half a second, a step of the rule, the page's own question.
  private static final Duration NEWS = Duration.ofSeconds(15);

  /// Until somebody says what brings it about, on a machine that does other things, too.
  private static final Duration OCCASION = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static FarolProcess farol;
  private static LiveWorld world;
  private static long well;

  /// What Agora is to show.
  private sealed interface Shown {

    /// An integration in trouble.
    ///
    /// @param reason how its reason begins
    /// @param cause as the page says it; null where it is none
    record Trouble(String integration, List<String> states, String reason, @Nullable String cause)
        implements Shown {}

    /// A notice beside the states.
    ///
    /// @param word something it names
    record Notice(String kind, String integration, String word) implements Shown {}
  }

  static Stream<Arguments> oneAfterTheOther() {
    return Stream.of(
        // No answer before the caller's own 30 s, five in a row.
        told(
            Misfortune.SERPRO_TOKEN,
            down("serpro/token", "", "timeout"),
            inTheWorld(Duration.ofSeconds(5 * 31))),
        told(Misfortune.EXPIRED_CERTIFICATE, down("serpro/token", "failing", "tls"), Duration.ZERO),
        told(
            Misfortune.UNPRICED_MODEL,
            new Shown.Notice("unpriced_model", "azure-openai/gpt-4.1", "gpt-6-preview-2026-11-20"),
            Duration.ZERO),
        told(
            Misfortune.TOOL_LOOP,
            new Shown.Notice("tool_loop", "azure-openai/gpt-4.1", "buscar_boletos"),
            Duration.ZERO),
        // The library asks three times, ten seconds apart as the platform tells it to.
        told(
            Misfortune.AZURE_429,
            down("azure-openai/gpt-4.1", "", "rate_limit"),
            Duration.ofSeconds(25)),
        told(
            Misfortune.DEPLOYMENT_RENAMED,
            new Shown.Trouble(
                "azure-openai/gpt-4.1", List.of("down", "degraded"), "failing", "not_found"),
            Duration.ofSeconds(30)),
        // Two minutes by the clock against the quickest minute before.
        told(
            Misfortune.SLOW_ANSWERS,
            new Shown.Trouble("azure-openai/gpt-4.1-mini", List.of("degraded"), "slow", null),
            Duration.ofMinutes(2)),
        told(
            Misfortune.JAILBREAK,
            new Shown.Trouble(
                "azure-openai/gpt-4.1-mini", List.of("degraded"), "filtering", "content_filter"),
            Duration.ZERO),
        // Older than is usual and no success since, or three of the library's timeouts of 60 s.
        told(
            Misfortune.HUNG_CALLS,
            new Shown.Trouble(
                "azure-openai/gpt-4.1-mini", List.of("down", "degraded"), "", "timeout"),
            inTheWorld(Duration.ofSeconds(3 * 60))),
        // Three minutes without any after five of steady traffic.
        told(
            Misfortune.WEBHOOK_SILENCE,
            new Shown.Trouble("whatsapp/webhook", List.of("silent"), "stopped", null),
            Duration.ofMinutes(4)));
  }

  @BeforeAll
  static void begin() throws Exception {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
    world =
        LiveWorld.begin(
            Stage.in(folder.resolve("world")),
            new LiveWorld.Plan(
                SEED,
                SPEED,
                Integer.MAX_VALUE,
                new Fate.Kind(),
                new Telling.Instrumented(farol.http()),
                LAB,
                LIBRARIES));
    await("a world in which people are served, seed " + SEED)
        .atMost(Duration.ofMinutes(4))
        .until(() ->
            Stream.of("serpro/token", "azure-openai/gpt-4.1", "azure-openai/gpt-4.1-mini")
                .allMatch(id -> integration(id).at("/evidence/lastSuccessAt").isTextual()));
    well = System.nanoTime();
  }

  @AfterAll
  static void end() {
    world.close();
    farol.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneAfterTheOther")
  void isNamed(Misfortune misfortune, Shown shown, Duration within) {
    AtomicReference<String> last = new AtomicReference<>("");
    await("what is usual is known")
        .atMost(misfortune.before().plus(NEWS))
        .until(() -> System.nanoTime() - well >= misfortune.before().toNanos());
    long begun = System.nanoTime();
    world.misfortunes().begin(misfortune);
    try {
      await(misfortune.label() + ", seed " + SEED)
          .atMost(within)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> isShown(shown, last));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(misfortune.label() + " was told as " + last.get(), e);
    } finally {
      world.misfortunes().end(misfortune);
    }
    System.out.printf(
        "%s: named after %.1f s: %s%n",
        misfortune.label(), (System.nanoTime() - begun) / 1e9, last.get());
  }

  private static boolean isShown(Shown shown, AtomicReference<String> last) {
    return switch (shown) {
      case Shown.Trouble trouble -> {
        JsonNode row = integration(trouble.integration());
        last.set(row.toString());
        yield trouble.states().contains(row.path("state").asText())
            && row.path("reason").asText().startsWith(trouble.reason())
            && Objects.equals(row.path("cause").textValue(), trouble.cause());
      }
      case Shown.Notice notice -> {
        JsonNode notices = farol.json("/api/v1/notices").path("items");
        last.set(notices.toString());
        boolean found = false;
        for (JsonNode each : notices) {
          found |=
              each.path("kind").asText().equals(notice.kind())
                  && each.path("integration").asText().equals(notice.integration())
                  && each.toString().contains(notice.word());
        }
        yield found;
      }
    };
  }

  private static JsonNode integration(String id) {
    for (JsonNode each : farol.json("/api/v1/integrations?limit=500").path("items")) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    return FarolProcess.JSON.createObjectNode();
  }

  private static Arguments told(Misfortune misfortune, Shown shown, Duration rule) {
    return Arguments.of(misfortune, shown, rule.plus(OCCASION).plus(NEWS));
  }

  private static Shown.Trouble down(String integration, String reason, String cause) {
    return new Shown.Trouble(integration, List.of("down"), reason, cause);
  }

  private static Duration inTheWorld(Duration time) {
    return Duration.ofMillis((long) (time.toMillis() / SPEED));
  }
}
