// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Scope;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.Traffic;
import io.farol.model.Value;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveBoardTest {

  private final Watch watch = new Watch();

  @Test
  void a_start_is_in_flight_at_once_and_gone_at_its_end() {
    Sketch call = watch.begun().deadline(watch.now() + 60_000_000_000L);

    watch.told(call.start()).seconds(3);

    assertThat(watch.look().inFlight())
        .containsExactly(
            new InFlight(
                call.key(),
                "assistant",
                "serpro",
                Watch.SERPRO,
                "GET /consulta-cpf",
                Drafts.NOON,
                3_000_000_000L,
                Traffic.UNKNOWN,
                null,
                false,
                Drafts.NOON + 60_000_000_000L,
                null));
    assertThat(watch.serpro().inFlight()).isEqualTo(1);

    watch.told(call.lasting(Duration.ofSeconds(3)).end());

    assertThat(watch.look().inFlight()).isEmpty();
    assertThat(watch.serpro().inFlight()).isZero();
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);
  }

  @Test
  void an_end_that_comes_before_its_start_leaves_nothing_open() {
    Sketch call = watch.begun();

    watch.told(call.end()).told(call.start()).seconds(1);

    assertThat(watch.look().inFlight()).isEmpty();
    assertThat(watch.serpro().inFlight()).isZero();
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);
  }

  @Test
  void in_flight_is_unknown_where_no_sender_ever_sent_a_start() {
    watch.success();

    assertThat(watch.serpro().inFlight()).isNull();

    watch.told(watch.begun().start());

    assertThat(watch.serpro().inFlight()).isEqualTo(1);
  }

  @Test
  void the_end_of_a_capture_stands_for_its_start() {
    watch.told(watch.begun().captured().end());

    assertThat(watch.serpro().inFlight()).isZero();
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);
  }

  @Test
  void a_repeated_end_counts_once_and_a_revision_replaces() {
    Sketch call = watch.begun();

    watch.told(call.end(), call.end()).told(call.end());
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);

    watch.told(call.failed(Cause.RESET, null, null).end(1)).told(call.succeeded(200).end(0));
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);
    assertThat(watch.serpro().evidence().failed()).isEqualTo(1);
    assertThat(watch.serpro().evidence().topCause()).isEqualTo("reset");
  }

  @Test
  void positions_already_passed_are_not_applied_again() {
    watch.told(watch.begun().start());
    long version = watch.board.version();

    watch.board.apply(new Position(1), List.of(Drafts.batch(watch.begun().start())));

    assertThat(watch.board.version()).isEqualTo(version);
    assertThat(watch.board.position()).isEqualTo(new Position(1));
    assertThat(watch.look().inFlight()).hasSize(1);
  }

  @Test
  void the_transport_below_an_open_model_call_is_shown_once_and_lends_its_bytes() {
    Sketch model = Sketch.model(Drafts.key(9, 1));
    Sketch http = Sketch.http(Drafts.key(9, 2)).parent(model.id()).bytes(812L, null);

    watch.told(http.telling(Phase.START, 0, 0)).told(model.start()).seconds(1);

    assertThat(watch.look().inFlight())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.key()).isEqualTo(model.key());
          assertThat(call.traffic()).isEqualTo(new Traffic(812L, null));
        });
    assertThat(watch.look().integrations())
        .extracting(IntegrationHealth::id)
        .containsExactly("azure-openai/gpt-4.1");
  }

  @Test
  void an_ended_transport_is_taken_back_when_its_model_call_appears() {
    Sketch model = Sketch.model(Drafts.key(9, 1));
    Sketch http = Sketch.http(Drafts.key(9, 2)).carrier(model.id());

    watch.seconds(1).told(http.failed(Cause.TLS, null, null).end());
    assertThat(watch.serpro().evidence().failed()).isEqualTo(1);

    watch.told(model.failed(Cause.UNKNOWN, null, null).end());
    assertThat(watch.look().integrations())
        .singleElement()
        .satisfies(health -> {
          assertThat(health.id()).isEqualTo("azure-openai/gpt-4.1");
          assertThat(health.evidence().exchanges()).isEqualTo(1);
          assertThat(health.evidence().topCause()).isEqualTo("tls");
        });
  }

  @Test
  void a_call_through_the_gateway_is_on_the_board_once_and_has_its_callers_name() {
    Sketch client = Sketch.http(Drafts.key(9, 2));
    Sketch capture = captureOf(client);

    watch.told(capture.start()).seconds(1);
    assertThat(watch.look().inFlight()).extracting(InFlight::from).containsExactly("unknown");

    watch.told(client.start());
    assertThat(watch.look().inFlight())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.key()).isEqualTo(capture.key());
          assertThat(call.from()).isEqualTo("assistant");
        });
    assertThat(watch.board.snapshot(production(), watch.clock.instant()).inFlight()).hasSize(1);

    watch.told(capture.failed(Cause.UNKNOWN, 500, null).end());
    watch.told(client.failed(Cause.TLS, null, null).end());
    assertThat(watch.look().inFlight()).isEmpty();
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);
    assertThat(watch.serpro().evidence().topCause()).isEqualTo("tls");
  }

  @Test
  void why_a_caller_gave_up_is_what_the_caller_says() {
    Sketch client = Sketch.http(Drafts.key(9, 2));
    Sketch capture = captureOf(client);
    watch.told(capture.failed(Cause.CANCELLED, null, "the caller gave up").end());
    assertThat(watch.serpro().evidence().topCause()).isNotEqualTo("timeout");

    watch.told(client.failed(Cause.TIMEOUT, null, null).end());
    assertThat(watch.serpro().evidence().failed()).isEqualTo(1);
    assertThat(watch.serpro().evidence().topCause()).isEqualTo("timeout");
  }

  @Test
  void a_capture_below_the_transport_of_a_model_call_lends_it_bytes_idle_time_and_cause() {
    Sketch model = Sketch.model(Drafts.key(9, 1));
    Sketch client = Sketch.http(Drafts.key(9, 2)).parent(model.id()).bytes(1L, 1L);
    Sketch capture = captureOf(client).bytes(812L, 3L);

    watch.told(capture.start(), client.telling(Phase.START, 0, 0)).seconds(1).told(model.start());
    watch.told(capture.telling(Phase.ALIVE, 1, 0)).seconds(3);

    assertThat(watch.look().inFlight())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.key()).isEqualTo(model.key());
          assertThat(call.traffic()).isEqualTo(new Traffic(812L, 3L));
          assertThat(call.idleNanos()).isEqualTo(3_000_000_000L);
        });

    watch.told(model.failed(Cause.UNKNOWN, null, null).end());
    watch.told(capture.failed(Cause.RESET, null, null).end());
    assertThat(watch.look().integrations())
        .singleElement()
        .satisfies(health -> {
          assertThat(health.id()).isEqualTo("azure-openai/gpt-4.1");
          assertThat(health.evidence().topCause()).isEqualTo("reset");
        });
  }

  @Test
  void the_deadline_of_a_capture_moves_with_its_signs_of_life_and_loses_nothing() {
    Sketch capture = captureOf(Sketch.http(Drafts.key(9, 2))).at(watch.now());
    watch.told(capture.deadline(watch.now() + 5_000_000_000L).start());
    watch.seconds(4);
    Sketch moved = capture.deadline(watch.now() + 5_000_000_000L);
    watch.told(moved.alive(watch.now())).seconds(7);

    assertThat(watch.look().inFlight())
        .singleElement()
        .satisfies(
            call -> assertThat(call.deadlineEpochNanos()).isEqualTo(Drafts.NOON + 9_000_000_000L));
  }

  private static Sketch captureOf(Sketch client) {
    return Sketch.http(Drafts.key(9, 3)).captured().parent(client.id()).at(Drafts.NOON + 1_000);
  }

  private static Scope production() {
    return new Scope(Scope.DEFAULT_TENANT, "production");
  }

  @Test
  void a_call_below_a_transport_or_a_step_is_a_call_of_its_own() {
    Sketch step = Sketch.step(Drafts.key(9, 1));
    Sketch outer = Sketch.http(Drafts.key(9, 2)).parent(step.id());
    Sketch inner = Sketch.http(Drafts.key(9, 3)).parent(outer.id());

    watch.told(step.start(), outer.start(), inner.start()).seconds(1);

    assertThat(watch.look().inFlight())
        .extracting(InFlight::key)
        .containsExactly(outer.key(), inner.key());
  }

  @Test
  void signs_of_life_show_how_long_a_call_has_been_still() {
    Sketch call = watch.begun();
    watch.told(call.start()).seconds(10).told(call.alive(watch.now())).seconds(4);

    assertThat(watch.look().inFlight())
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.idleNanos()).isEqualTo(4_000_000_000L);
          assertThat(shown.ageNanos()).isEqualTo(14_000_000_000L);
        });
  }

  @Test
  void the_idle_time_that_a_sign_of_life_tells_goes_on_from_there() {
    Sketch call = watch.begun();
    watch.told(call.start()).seconds(10);
    Draft alive = call.at(watch.now()).detail(idle(3_000)).telling(Phase.ALIVE, 1, 0);
    watch.told(alive).seconds(2);
    assertThat(watch.look().inFlight().getFirst().idleNanos()).isEqualTo(5_000_000_000L);

    Draft later = call.at(watch.now()).detail(idle(100)).telling(Phase.ALIVE, 2, 0);
    watch.told(later).told(alive);
    assertThat(watch.look().inFlight().getFirst().idleNanos()).isEqualTo(100_000_000L);
  }

  private static Detail idle(long millis) {
    return new Detail(Map.of("farol.idle_ms", new Value.Whole(millis)), List.of(), List.of());
  }

  @Test
  void environments_are_looked_at_apart_and_together() {
    watch.told(watch.begun().environment("production").start());
    watch.told(watch.begun().environment("staging").start());
    watch.told(watch.begun().environment(null).start());

    Scope staging = new Scope(Scope.DEFAULT_TENANT, "staging");
    LiveSnapshot part = watch.board.snapshot(staging, watch.clock.instant());
    assertThat(part.inFlight()).hasSize(1);
    assertThat(part.integrations()).extracting(IntegrationHealth::inFlight).containsExactly(1);
    assertThat(watch.look().inFlight()).hasSize(3);
    assertThat(watch.serpro().inFlight()).isEqualTo(3);
    assertThat(
            watch
                .board
                .snapshot(new Scope("somebody else", null), watch.clock.instant())
                .integrations())
        .isEmpty();
  }

  @Test
  void a_start_from_a_clock_that_runs_ahead_began_when_it_was_heard_of() {
    Sketch call =
        watch
            .begun()
            .after(Duration.ofHours(1))
            .deadline(watch.now() + Duration.ofHours(1).plusSeconds(30).toNanos());

    watch.told(call.start()).seconds(5);

    assertThat(watch.look().inFlight())
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.ageNanos()).isEqualTo(5_000_000_000L);
          assertThat(shown.deadlineEpochNanos()).isEqualTo(Drafts.NOON + 30_000_000_000L);
        });
  }

  @Test
  void messages_that_came_on_their_own_put_nothing_in_flight() {
    watch.told(watch.begun().outcome(new Outcome.Open()).late(1)).seconds(1);

    assertThat(watch.look().inFlight()).isEmpty();
    assertThat(watch.pass(Duration.ofMinutes(11)).look().integrations()).isEmpty();
  }

  @Test
  void a_start_sent_again_long_after_its_end_opens_nothing() {
    Sketch call = watch.begun();
    watch.told(call.start(), call.end()).pass(Duration.ofMinutes(15)).success().seconds(1);

    watch.told(call.start(), call.alive(call.startEpochNanos() + 1));

    assertThat(watch.look().inFlight()).isEmpty();
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(1);
  }

  @Test
  void memory_is_bounded_and_what_is_let_go_is_counted() {
    Watch small = new Watch(new LiveLimits(100, 10, 10));
    IntStream.range(0, 60).forEach(i -> small.told(small.begun().start()));
    IntStream.range(0, 1_000).forEach(i -> small.success());

    assertThat(small.look().inFlight()).hasSize(60);
    assertThat(small.look().shed()).isZero();
    assertThat(small.serpro().evidence().exchanges()).isEqualTo(1_000);

    IntStream.range(0, 1_000).forEach(i -> small.told(small.begun().start()));

    assertThat(small.look().inFlight()).hasSize(100);
    assertThat(small.look().shed()).isEqualTo(960);
    assertThat(small.serpro().inFlight()).isEqualTo(100);
  }

  @Test
  void lost_calls_make_room_for_new_ones() {
    Watch small = new Watch(new LiveLimits(100, 10, 10));
    IntStream.range(0, 100).forEach(i -> small.told(small.begun().start()));
    small.told(small.begun().start());
    assertThat(small.look().shed()).isEqualTo(1);

    small.pass(Duration.ofHours(2));
    IntStream.range(0, 20).forEach(i -> small.told(small.begun().start()).seconds(1));

    assertThat(small.look().shed()).isEqualTo(1);
    assertThat(small.look().inFlight()).isNotEmpty();
  }

  @Test
  void integrations_are_bounded_too() {
    Watch small = new Watch(new LiveLimits(1_000, 10, 10));
    for (int i = 0; i < 200; i++) {
      small.told(
          Sketch.call(CallKind.HTTP, Drafts.key(i + 1, 1), "host", "host-" + i, "GET /")
              .environment(null)
              .end());
      small.seconds(1);
    }

    assertThat(small.look().integrations()).hasSizeLessThanOrEqualTo(20);
    assertThat(small.health("host-199").evidence().exchanges()).isEqualTo(1);
  }

  @Test
  void listeners_hear_of_news_and_can_leave() {
    AtomicInteger heard = new AtomicInteger();
    Runnable leave = watch.board.onChange(heard::incrementAndGet);
    long before = watch.board.version();

    watch.told(watch.begun().start());
    assertThat(heard).hasValue(1);
    assertThat(watch.board.version()).isGreaterThan(before);

    watch.told(Sketch.step(Drafts.key(5, 5)).end());
    assertThat(heard).hasValue(1);

    leave.run();
    watch.success();
    assertThat(heard).hasValue(1);
  }

  @Test
  void a_snapshot_that_differs_in_age_alone_shows_the_same() {
    watch.told(watch.begun().start()).seconds(1);
    LiveSnapshot first = watch.look();

    assertThat(watch.seconds(1).look().showsSameAs(first)).isTrue();
    assertThat(watch.success().look().showsSameAs(first)).isFalse();
  }

  @Test
  void a_board_seeded_from_a_store_shows_what_the_journal_would() {
    Sketch open = watch.begun();
    watch.told(open.start());
    Sketch done = watch.begun();
    watch.seconds(2).told(done.end()).failure(Cause.AUTH);
    Watch restarted = new Watch();
    restarted.clock.set(watch.clock.instant());
    Sketch failed =
        Sketch.http(Drafts.key(3, 3)).at(watch.now() - 200_000_000).failed(Cause.AUTH, null, null);

    restarted.board.seed(
        Scope.DEFAULT_TENANT, List.of(exchange(failed), exchange(done), openExchange(open)));
    restarted.told(done.end());

    assertThat(restarted.look()).isEqualTo(watch.look());
  }

  private static Exchange exchange(Sketch sketch) {
    Span span = sketch.end().span();
    return exchange(span.key().span(), span, Objects.requireNonNull(span.call()));
  }

  private static Exchange openExchange(Sketch sketch) {
    Span span = sketch.start().span();
    return exchange(span.key().span(), span, Objects.requireNonNull(span.call()));
  }

  private static Exchange exchange(SpanKey key, Span span, Call call) {
    return new Exchange(key, span.parent(), span.timing(), span.origin(), call, null, List.of());
  }
}
