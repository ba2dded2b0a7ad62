// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Dialogue;
import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import io.farol.lab.people.Story;
import io.farol.lab.people.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/// The demo world while it runs: people come, talk to Lia and go, about sixty messages a minute at
/// speed 1. From its second second on, a program of it hangs at SERPRO's token endpoint nearly all
/// the time.
public final class World implements AutoCloseable {
  private static final double MESSAGES_A_MINUTE = 60;
  private static final Duration MEAN_GAP =
      Duration.ofMillis((long) (60_000 * Story.MEAN_TURNS / MESSAGES_A_MINUTE));
  private static final Duration FIRST_GAP = Duration.ofMillis(700);
  private static final int FIRST_VISITORS = 30;

  /// Two replicas keep the token, each with its own clock.
  private static final List<Duration> KEEPERS_BEGIN =
      List.of(Duration.ofMillis(1500), Duration.ofSeconds(16));

  private final Telemetry telemetry;
  private final Pace pace;
  private final Story story;
  private final Luck luck;
  private final Serpro serpro;
  private final Assistant assistant;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private World(Telemetry telemetry, long seed, Pace pace) {
    this.telemetry = telemetry;
    this.pace = pace;
    this.story = new Story(seed);
    this.luck = new Luck(~seed);
    this.serpro = new Serpro(pace);
    this.assistant = new Assistant(telemetry, pace, serpro, luck);
  }

  /// Sets a world going that tells what happens over OTLP.
  ///
  /// @param endpoint base address of the receiver, for example `http://127.0.0.1:4318`
  /// @param seed decides who comes, what is said and what goes wrong
  /// @param speed 1 is real time; above 0, at most 1000
  public static World begin(String endpoint, Protocol protocol, long seed, double speed) {
    World world = new World(Telemetry.to(endpoint, protocol), seed, new Pace(speed));
    world.go("visitors", world::receiveVisitors);
    KEEPERS_BEGIN.forEach(begin -> world.go("token-keeper", () -> world.keepToken(begin)));
    return world;
  }

  /// Stops everybody where they are and sends what is left; seconds at most. Can be repeated.
  @Override
  public synchronized void close() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      joined(thread);
    }
    telemetry.close();
  }

  private void receiveVisitors() {
    for (int count = 0; ; count++) {
      Dialogue dialogue = story.next();
      go(dialogue.id(), () -> converse(dialogue));
      pace.pass(luck.gap(count < FIRST_VISITORS ? FIRST_GAP : MEAN_GAP));
    }
  }

  private void converse(Dialogue dialogue) {
    Memory memory = new Memory();
    for (Turn turn : dialogue.turns()) {
      pace.pass(turn.pause());
      assistant.serve(dialogue, turn, memory);
    }
  }

  /// Tries to renew the token ahead of time, as a careful program does, and hangs.
  private void keepToken(Duration begin) {
    pace.pass(begin);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        serpro.askForToken(assistant.registration());
      } catch (CallFailed e) {
        pace.pass(Duration.ofSeconds(1));
      }
    }
  }

  private void go(String name, Runnable life) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              try {
                life.run();
              } catch (CancellationException e) {
                Thread.currentThread().interrupt();
              } finally {
                threads.remove(Thread.currentThread());
              }
            });
    threads.add(thread);
    thread.start();
  }

  private static void joined(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
