// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import io.farol.lab.people.Pace;
import io.farol.lab.platforms.AzureOpenAi;
import io.farol.lab.platforms.Logbook;
import io.farol.lab.platforms.Misfortunes;
import io.farol.lab.platforms.Serpro;
import io.farol.lab.platforms.Slips;
import io.farol.lab.platforms.WhatsApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The world while it lives: platforms listen, programs serve, people come, things go wrong.
public final class LiveWorld implements AutoCloseable {
  private final List<AutoCloseable> parts = new ArrayList<>();

  private final Misfortunes misfortunes = new Misfortunes();
  private @Nullable Citizens citizens;

  private LiveWorld() {}

  /// How a world is.
  ///
  /// @param seed decides who comes, what is said and how the platforms answer
  /// @param speed 1 is real time; above 0, at most 1000
  /// @param visitors how many come at all
  /// @param lab the lab's jar
  /// @param libraries the folder with the assistant's libraries
  public record Plan(
      long seed,
      double speed,
      int visitors,
      Fate fate,
      Telling telling,
      Path lab,
      Path libraries) {}

  /// How many visitors come within a time of the world, on average.
  public static int visitors(Duration time) {
    return Citizens.within(time);
  }

  /// Sets a world going.
  ///
  /// @throws IOException when something does not come up; nothing is left behind then
  public static LiveWorld begin(Stage stage, Plan plan) throws IOException {
    LiveWorld world = new LiveWorld();
    try {
      world.begin(stage, plan, new Pace(plan.speed()));
      return world;
    } catch (IOException | RuntimeException e) {
      world.close();
      throw e;
    }
  }

  /// Waits until all visitors have come and gone; whether that was in time. What they set going may
  /// still be under way.
  public boolean awaitVisitors(Duration patience) throws InterruptedException {
    return citizens == null || citizens.awaitEnd(patience);
  }

  /// What goes wrong in it, to be begun and ended by whoever holds it.
  public Misfortunes misfortunes() {
    return misfortunes;
  }

  /// Where the platforms' own records lie: a file of JSON lines for each.
  public static Path records(Stage stage) {
    return stage.work().resolve("platforms");
  }

  /// Stops everybody where they are. Can be repeated.
  @Override
  public synchronized void close() {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the world did not end", e);
      }
    }
    parts.clear();
  }

  private void begin(Stage stage, Plan plan, Pace pace) throws IOException {
    Path records = records(stage);
    AzureOpenAi azure =
        AzureOpenAi.open(
            stage.ports().azure(),
            plan.seed(),
            pace,
            misfortunes,
            stage.certificates(),
            new Logbook(records.resolve("azure-openai.jsonl")));
    parts.add(azure);
    parts.add(
        Serpro.open(
            stage.ports().serpro(),
            plan.seed(),
            pace,
            misfortunes,
            stage.certificates(),
            new Logbook(records.resolve("serpro.jsonl"))));
    parts.add(
        Slips.open(
            stage.ports().slips(), plan.seed(), pace, new Logbook(records.resolve("slips.jsonl"))));
    Citizens people = new Citizens(plan.seed(), pace, misfortunes);
    WhatsApp whatsApp =
        WhatsApp.open(
            stage.ports().whatsApp(),
            plan.seed(),
            pace,
            misfortunes,
            stage.certificates(),
            new Logbook(records.resolve("whatsapp.jsonl")),
            callback(stage, plan.telling()),
            people);
    parts.add(whatsApp);
    parts.add(Programs.begin(stage, plan.lab(), plan.libraries(), plan.telling(), plan.speed()));
    parts.add(people);
    Thread fate =
        Thread.ofVirtual().name("fate").start(() -> plan.fate().unfold(misfortunes, pace));
    parts.add(fate::interrupt);
    citizens = people;
    people.begin(whatsApp, plan.visitors());
  }

  private static URI callback(Stage stage, Telling telling) {
    return URI.create(
        switch (telling) {
          case Telling.Instrumented _ -> stage.webhook();
          case Telling.Through(String _, String hooks) -> hooks + "/whatsapp";
        });
  }
}
