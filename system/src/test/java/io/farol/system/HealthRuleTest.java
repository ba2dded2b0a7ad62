// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Cause;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthRuleTest {

  private final Watch watch = new Watch();

  @Test
  void up_while_traffic_succeeds_since_the_first_success() {
    steady(10);

    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
    assertThat(watch.serpro().sinceEpochNanos()).isEqualTo(Drafts.NOON);
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Working());
    assertThat(watch.serpro().evidence().exchanges()).isEqualTo(10);
    assertThat(watch.serpro().evidence().errorRatio()).isZero();
  }

  @Test
  void five_failures_in_a_row_are_down_since_the_first_of_them_began() {
    steady(200);
    long began = watch.now() - 200_000_000;
    for (int i = 0; i < 4; i++) {
      watch.failure().seconds(1);
    }
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);

    watch.failure().seconds(1);

    IntegrationHealth health = watch.serpro();
    assertThat(health.state()).isEqualTo(HealthState.DOWN);
    assertThat(health.sinceEpochNanos()).isEqualTo(began);
    assertThat(health.evidence().topCause()).isEqualTo("timeout");
    assertThat(health.reason().text()).isEqualTo("failing: 5 of 63, mostly timeout");
    assertThat(health.reason().code()).isEqualTo("failing");
  }

  @Test
  void half_of_three_are_down() {
    watch.success().seconds(1).failure().seconds(1);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    watch.failure().seconds(1);

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DOWN);
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Failing(2, 3, "timeout"));
  }

  @Test
  void the_first_call_ever_that_fails_is_not_drawn_green() {
    watch.failure(Cause.AUTH);

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Failing(1, 1, "auth"));
  }

  @Test
  void one_failure_among_many_does_not_show() {
    steady(30);
    watch.failure().seconds(5);
    steady(1);

    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
  }

  @Test
  void a_few_per_cent_of_failures_are_degraded_until_they_are_gone() {
    steady(60);
    watch.failure(Cause.RATE_LIMIT).seconds(5);
    steady(10);
    watch.failure(Cause.RATE_LIMIT).seconds(5);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().evidence().topCause()).isEqualTo("rate_limit");

    steady(10);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);

    steady(60);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
  }

  @Test
  void down_ends_after_five_successes_and_a_minute_and_not_before() {
    steady(10);
    for (int i = 0; i < 6; i++) {
      watch.failure().seconds(1);
    }
    steady(4);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DOWN);
    steady(20);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    steady(70);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
  }

  @Test
  void every_second_call_failing_does_not_flap() {
    steady(5);
    int changes = 0;
    HealthState last = watch.serpro().state();
    for (int i = 0; i < 200; i++) {
      watch.success().pass(Duration.ofMillis(2_500)).failure().pass(Duration.ofMillis(2_500));
      HealthState state = watch.serpro().state();
      changes += state == last ? 0 : 1;
      last = state;
    }

    assertThat(last).isEqualTo(HealthState.DOWN);
    assertThat(changes).isLessThanOrEqualTo(2);
  }

  @Test
  void a_failing_integration_that_nobody_calls_any_more_does_not_turn_idle() {
    steady(10);
    for (int i = 0; i < 6; i++) {
      watch.failure().seconds(1);
    }

    assertThat(watch.pass(Duration.ofMinutes(40)).serpro().state()).isEqualTo(HealthState.DOWN);
    assertThat(watch.pass(Duration.ofMinutes(30)).serpro().state()).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void hung_calls_show_while_they_hang() {
    steady(40);
    Sketch first = watch.begun();
    watch.told(first.start()).seconds(1);
    assertThat(watch.look().inFlight()).extracting(InFlight::stalled).containsExactly(false);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);

    watch.seconds(2);
    assertThat(watch.look().inFlight()).extracting(InFlight::stalled).containsExactly(true);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().sinceEpochNanos()).isEqualTo(first.startEpochNanos());
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Hanging(1, 3_000, null));

    watch.told(watch.begun().start()).seconds(1).told(watch.begun().start()).seconds(24);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DOWN);
    assertThat(watch.serpro().reason().text()).isEqualTo("hanging: 3 calls, oldest 28 s");
    assertThat(watch.serpro().sinceEpochNanos()).isEqualTo(first.startEpochNanos());
    assertThat(watch.serpro().evidence().oldestInFlightNanos()).isEqualTo(28_000_000_000L);
  }

  @Test
  void an_integration_of_which_only_hung_calls_are_known_is_down() {
    watch.told(watch.begun().start(), watch.begun().start()).seconds(9);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UNKNOWN);

    watch.seconds(2);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.DOWN);
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Hanging(2, 11_000, null));
  }

  @Test
  void a_lone_call_that_hangs_long_is_down() {
    steady(40);
    watch.told(watch.begun().start()).seconds(31);

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DOWN);
  }

  @Test
  void a_slow_call_among_successes_is_stalled_and_no_fault() {
    steady(40);
    watch.told(watch.begun().start());
    for (int i = 0; i < 4; i++) {
      watch.seconds(5).success();
    }

    assertThat(watch.look().inFlight()).extracting(InFlight::stalled).containsExactly(true);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
  }

  @Test
  void hung_calls_that_time_out_stay_one_incident() {
    steady(40);
    Sketch one = watch.begun();
    Sketch two = watch.begun();
    watch.told(one.start(), two.start()).seconds(20);
    String id = onlyIncident().id();

    watch.told(
        one.lasting(Duration.ofSeconds(20)).failed(Cause.TIMEOUT, null, null).end(),
        two.lasting(Duration.ofSeconds(20)).failed(Cause.TIMEOUT, null, null).end());
    watch.seconds(2);

    assertThat(onlyIncident().id()).isEqualTo(id);
    assertThat(onlyIncident().openedEpochNanos()).isEqualTo(one.startEpochNanos());
  }

  @Test
  void a_call_that_hangs_since_its_library_was_refused_says_so() {
    Sketch one = model(9_001, 1).at(watch.now());
    Sketch two = model(9_002, 1).at(watch.now());
    watch.told(one.start(), two.start());
    watch.told(refused(9_001).end(), refused(9_002).end());
    watch.seconds(11);

    IntegrationHealth health = watch.health("azure-openai/gpt-4.1");
    assertThat(health.state()).isEqualTo(HealthState.DOWN);
    assertThat(health.reason()).isEqualTo(new Reason.Hanging(2, 11_000, "rate_limit"));
    assertThat(health.reason().cause()).isEqualTo("rate_limit");
    assertThat(health.reason().text())
        .isEqualTo("hanging: 2 calls, oldest 11 s, which met rate_limit");
  }

  private static Sketch model(long trace, long span) {
    return Sketch.model(Drafts.key(trace, span));
  }

  /// The attempt below the model's call of that trace.
  private Sketch refused(long trace) {
    return Sketch.http(Drafts.key(trace, 2))
        .parent(Drafts.key(trace, 1).span())
        .at(watch.now())
        .lasting(Duration.ofMillis(60))
        .failed(Cause.RATE_LIMIT, 429, null);
  }

  @Test
  void twice_the_usual_duration_is_slow() {
    steady(400);
    assertThat(watch.serpro().evidence().usualP95Nanos()).isNotNull();
    for (int i = 0; i < 59; i++) {
      watch.success(Duration.ofSeconds(1)).seconds(5);
    }

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().reason())
        .isInstanceOfSatisfying(
            Reason.Slow.class,
            slow -> {
              assertThat(slow.p95Millis()).isBetween(980L, 1_020L);
              assertThat(slow.usualP95Millis()).isBetween(195L, 205L);
            });
  }

  @Test
  void a_board_that_has_watched_for_minutes_alone_knows_slow_all_the_same() {
    for (int i = 0; i < 30; i++) {
      watch.success().seconds(3);
    }
    assertThat(watch.serpro().evidence().usualP95Nanos()).as("nothing older").isNull();
    watch.seconds(60);
    for (int i = 0; i < 20; i++) {
      watch.success(Duration.ofSeconds(2)).seconds(2);
    }

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().reason())
        .isInstanceOfSatisfying(
            Reason.Slow.class,
            slow -> {
              assertThat(slow.p95Millis()).isBetween(1_950L, 2_050L);
              assertThat(slow.usualP95Millis()).isBetween(195L, 205L);
            });
  }

  @Test
  void many_stopped_by_a_content_policy_are_told() {
    steady(36);
    for (int i = 0; i < 4; i++) {
      watch.failure(Cause.CONTENT_FILTER).seconds(1);
    }
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);

    watch.failure(Cause.CONTENT_FILTER).seconds(1);

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Filtering(5, 41));
    assertThat(watch.serpro().evidence().topCause()).isEqualTo("content_filter");
  }

  @Test
  void what_fails_is_not_named_by_what_a_policy_stopped() {
    steady(20);
    for (int i = 0; i < 8; i++) {
      watch.failure(Cause.CONTENT_FILTER).seconds(1);
    }
    watch.failure(Cause.TIMEOUT).seconds(1).failure(Cause.TIMEOUT).seconds(1);

    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Failing(2, 22, "timeout"));
    assertThat(watch.serpro().reason().cause()).isEqualTo("timeout");
  }

  @Test
  void requests_refused_as_wrong_are_degraded_and_never_down() {
    for (int i = 0; i < 30; i++) {
      watch.failure(Cause.REJECTED).seconds(2);
    }

    assertThat(watch.serpro().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(watch.serpro().reason()).isEqualTo(new Reason.Rejecting(30, 30));
    assertThat(watch.serpro().evidence().errorRatio()).isEqualTo(1.0);
  }

  @Test
  void what_the_caller_cancelled_is_left_aside() {
    steady(10);
    for (int i = 0; i < 20; i++) {
      watch.failure(Cause.CANCELLED).seconds(1);
    }

    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
    assertThat(watch.serpro().evidence().failed()).isEqualTo(20);
  }

  @Test
  void steady_traffic_that_stops_is_silent_since_the_last_exchange_then_idle() {
    for (int i = 0; i < 60; i++) {
      watch.success().seconds(10);
    }
    long last = watch.now() - 10_000_000_000L;
    assertThat(watch.seconds(169).serpro().state()).isEqualTo(HealthState.UP);

    IntegrationHealth silent = watch.seconds(1).serpro();
    assertThat(silent.state()).isEqualTo(HealthState.SILENT);
    assertThat(silent.sinceEpochNanos()).isEqualTo(last);
    assertThat(silent.reason()).isEqualTo(new Reason.Stopped(180_000, 10_000));

    assertThat(watch.success().seconds(1).serpro().state()).isEqualTo(HealthState.UP);
    assertThat(watch.pass(Duration.ofMinutes(62)).serpro().state()).isEqualTo(HealthState.IDLE);
  }

  @Test
  void rare_traffic_is_idle_in_between() {
    watch.success().seconds(299);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
    watch.seconds(10);
    assertThat(watch.serpro().state()).isEqualTo(HealthState.IDLE);
    assertThat(watch.serpro().sinceEpochNanos()).isEqualTo(Drafts.NOON);
    watch.told(watch.begun().start());
    assertThat(watch.serpro().state()).isEqualTo(HealthState.UP);
  }

  @Test
  void data_that_is_late_makes_the_state_unknown() {
    Sketch old = watch.begun().after(Duration.ofMinutes(-30));
    watch.told(old.end());

    assertThat(watch.serpro().state()).isEqualTo(HealthState.UNKNOWN);
    assertThat(watch.serpro().reason())
        .isInstanceOfSatisfying(
            Reason.LateData.class, late -> assertThat(late.behindMillis()).isEqualTo(1_799_800));
  }

  @Test
  void a_board_that_lags_behind_its_journal_knows_nothing_of_now() {
    steady(10);

    LiveSnapshot late =
        watch.board.snapshot(Watch.ALL, watch.clock.instant(), Duration.ofSeconds(31));

    assertThat(late.integrations())
        .singleElement()
        .satisfies(health -> {
          assertThat(health.state()).isEqualTo(HealthState.UNKNOWN);
          assertThat(health.reason()).isEqualTo(new Reason.LateData(31_000));
        });
  }

  @Test
  void an_incident_opens_worsens_and_closes() {
    steady(40);
    for (int i = 0; i < 8; i++) {
      watch.failure().seconds(1);
    }
    Incident open = onlyIncident();
    assertThat(open.state()).isEqualTo(HealthState.DOWN);
    assertThat(open.cause()).isEqualTo("timeout");
    assertThat(open.closedEpochNanos()).isNull();
    assertThat(open.failed()).isEqualTo(8);

    steady(120);
    Incident closed = onlyIncident();
    assertThat(closed.id()).isEqualTo(open.id());
    assertThat(closed.closedEpochNanos()).isNotNull();
    assertThat(closed.failed()).isEqualTo(8);
  }

  @Test
  void the_worst_comes_first() {
    steady(3);
    for (int i = 1; i <= 5; i++) {
      watch.told(
          Sketch.model(Drafts.key(7, i)).at(watch.now()).failed(Cause.QUOTA, 429, null).end());
    }

    assertThat(watch.seconds(1).look().integrations())
        .extracting(IntegrationHealth::id)
        .containsExactly("azure-openai/gpt-4.1", Watch.SERPRO);
  }

  private Incident onlyIncident() {
    assertThat(watch.board.incidents(Watch.ALL, watch.clock.instant())).hasSize(1);
    return watch.board.incidents(Watch.ALL, watch.clock.instant()).getFirst();
  }

  /// So many successes, one every five seconds.
  private void steady(int count) {
    for (int i = 0; i < count; i++) {
      watch.success().seconds(5);
    }
  }
}
