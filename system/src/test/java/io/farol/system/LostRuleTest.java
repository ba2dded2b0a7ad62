// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Origin;
import io.farol.model.Value;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A start is lost at the very nanosecond that the rule names, and not one before.
class LostRuleTest {

  private static final Duration NANO = Duration.ofNanos(1);

  private final Watch watch = new Watch();

  @Test
  void when_its_deadline_has_passed() {
    watch.told(watch.begun().deadline(watch.now() + 30_000_000_000L).start());

    lostExactlyAfter(Duration.ofSeconds(30));
  }

  @Test
  void a_deadline_may_lie_beyond_ten_minutes() {
    watch.told(watch.begun().deadline(watch.now() + Duration.ofMinutes(25).toNanos()).start());

    lostExactlyAfter(Duration.ofMinutes(25));
  }

  @Test
  void ten_minutes_after_its_start_without_a_deadline() {
    watch.told(watch.begun().start());

    lostExactlyAfter(Duration.ofMinutes(10));
  }

  @Test
  void three_intervals_after_the_last_sign_of_life() {
    Sketch call = watch.begun().detail(every(10_000));
    watch.told(call.start()).seconds(10).told(call.alive(watch.now()));

    lostExactlyAfter(Duration.ofSeconds(30));
  }

  @Test
  void an_interval_nobody_said_is_read_from_the_signs() {
    Sketch call = watch.begun();
    watch.told(call.start()).seconds(2).told(call.alive(watch.now()));
    watch.seconds(2).told(call.alive(watch.now()));

    lostExactlyAfter(Duration.ofSeconds(6));
  }

  @Test
  void signs_of_life_keep_a_long_call() {
    Sketch call = watch.begun().detail(every(10_000));
    watch.told(call.start());
    for (int i = 0; i < 100; i++) {
      watch.seconds(10).told(call.alive(watch.now()));
    }

    assertThat(watch.look().inFlight()).hasSize(1);
    lostExactlyAfter(Duration.ofSeconds(30));
  }

  @Test
  void a_silent_sender_loses_the_calls_for_which_it_had_not_yet_given_a_sign() {
    Sketch first = watch.begun().detail(every(10_000));
    watch.told(first.start()).seconds(10).told(first.alive(watch.now()));
    watch.told(first.lasting(Duration.ofSeconds(10)).end());
    watch.told(watch.begun().start());

    lostExactlyAfter(Duration.ofSeconds(30));
  }

  @Test
  void one_silent_instance_does_not_lose_the_calls_of_another() {
    Sketch one = watch.begun().origin(instance("one")).detail(every(10_000));
    Sketch two = watch.begun().origin(instance("two"));
    watch.told(one.start(), two.start()).seconds(10).told(one.alive(watch.now())).seconds(30);

    assertThat(watch.look().inFlight()).extracting(InFlight::key).containsExactly(two.key());
  }

  @Test
  void a_lost_call_is_a_failure_until_its_end_says_otherwise() {
    Sketch call = watch.begun().deadline(watch.now() + 1_000_000_000L);
    watch.told(call.start()).seconds(2);
    assertThat(watch.serpro().evidence())
        .satisfies(evidence -> {
          assertThat(evidence.failed()).isEqualTo(1);
          assertThat(evidence.topCause()).isEqualTo("lost");
          assertThat(evidence.lastFailureEpochNanos()).isEqualTo(watch.now() - 1_000_000_000L);
        });

    watch.told(call.lasting(Duration.ofSeconds(2)).succeeded(200).end());
    assertThat(watch.serpro().evidence())
        .satisfies(evidence -> {
          assertThat(evidence.exchanges()).isEqualTo(1);
          assertThat(evidence.failed()).isZero();
          assertThat(evidence.topCause()).isNull();
        });
  }

  @Test
  void a_sign_of_life_brings_a_lost_call_back() {
    Sketch call = watch.begun().detail(every(1_000));
    watch.told(call.start()).seconds(1).told(call.alive(watch.now())).seconds(4);
    assertThat(watch.look().inFlight()).isEmpty();

    watch.told(call.alive(watch.now()));

    assertThat(watch.look().inFlight()).hasSize(1);
    assertThat(watch.serpro().evidence().failed()).isZero();
  }

  @Test
  void a_failure_that_comes_after_the_loss_replaces_it() {
    Sketch call = watch.begun().deadline(watch.now() + 1_000_000_000L);
    watch.told(call.start()).seconds(2).look();

    watch.told(call.lasting(Duration.ofSeconds(2)).failed(Cause.TIMEOUT, null, null).end());

    assertThat(watch.serpro().evidence().topCause()).isEqualTo("timeout");
    assertThat(watch.serpro().evidence().failed()).isEqualTo(1);
  }

  private void lostExactlyAfter(Duration time) {
    watch.pass(time.minus(NANO));
    assertThat(watch.look().inFlight()).hasSize(1);
    watch.pass(NANO);
    assertThat(watch.look().inFlight()).isEmpty();
    assertThat(watch.serpro().inFlight()).isZero();
    assertThat(watch.serpro().evidence().topCause()).isEqualTo("lost");
  }

  private static Detail every(long millis) {
    return new Detail(
        Map.of("farol.alive_interval_ms", new Value.Whole(millis)), List.of(), List.of());
  }

  private static Origin instance(String name) {
    return new Origin("assistant", "production", null, null, name);
  }
}
