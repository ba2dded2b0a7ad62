// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An endless row of dialogues, drawn from a seed: the same seed tells the same story. For one
/// thread.
public final class Story {
  /// Turns to a dialogue, on average: what [World] needs to hold its rate.
  public static final double MEAN_TURNS = 3.5;

  private static final Duration MEAN_PAUSE = Duration.ofSeconds(25);
  private static final double AUDIO = 0.06;

  /// The wishes of a dialogue after the greeting, as they tend to come; weighted by repetition.
  private static final List<List<Wish>> COURSES =
      List.of(
          List.of(Wish.OPEN_ACCOUNT, Wish.IDENTIFY, Wish.SMALL_TALK),
          List.of(Wish.PAY, Wish.SMALL_TALK),
          List.of(Wish.PAY, Wish.ASK, Wish.SMALL_TALK),
          List.of(Wish.ASK, Wish.ASK),
          List.of(Wish.ASK, Wish.SMALL_TALK),
          List.of(Wish.PAY, Wish.PAY, Wish.ASK),
          List.of(Wish.ASK, Wish.PAY, Wish.SMALL_TALK),
          List.of(Wish.OPEN_ACCOUNT, Wish.ASK));

  private final Luck luck;
  private int next;

  /// The story that follows from a seed.
  public Story(long seed) {
    this.luck = new Luck(seed);
    this.next = luck.between(4000, 5000);
  }

  /// Who comes next, and what they will say.
  public Dialogue next() {
    Person person = People.anybody(luck);
    List<Wish> wishes = new ArrayList<>(List.of(Wish.SMALL_TALK));
    wishes.addAll(luck.oneOf(COURSES));
    List<Turn> turns = new ArrayList<>();
    for (Wish wish : wishes) {
      turns.add(turn(turns.size() + 1, wish, person));
    }
    return new Dialogue("c-" + next++, person, turns);
  }

  private Turn turn(int number, Wish wish, Person person) {
    List<String> words = Phrases.of(wish, person, luck);
    int audioSeconds = luck.chance(AUDIO) ? luck.between(4, 40) : 0;
    Duration pause = number == 1 ? Duration.ZERO : luck.gap(MEAN_PAUSE).plusSeconds(3);
    return new Turn(
        number, wish, words.getFirst(), words.getLast(), audioSeconds, pause, luck.seed());
  }
}
