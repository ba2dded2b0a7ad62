// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StoryTest {
  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(dialogues(4817, 200)).isEqualTo(dialogues(4817, 200));
  }

  @Test
  void anotherSeedTellsAnother() {
    assertThat(dialogues(4817, 5)).doesNotContainAnyElementsOf(dialogues(4818, 5));
  }

  @Test
  void everyWishComesUpAndTurnsAreAsManyAsTheRateCountsOn() {
    List<Dialogue> dialogues = dialogues(1, 2000);
    List<Turn> turns = dialogues.stream().flatMap(dialogue -> dialogue.turns().stream()).toList();

    assertThat(turns.stream().map(Turn::wish).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Wish.class));
    assertThat((double) turns.size() / dialogues.size())
        .isBetween(Story.MEAN_TURNS - 0.1, Story.MEAN_TURNS + 0.1);
    assertThat(turns).anyMatch(Turn::isAudio);
  }

  @Test
  void peopleSayTheirOwnNumbersAndNoPlaceholderIsLeft() {
    Set<String> said =
        dialogues(2, 500).stream()
            .flatMap(dialogue ->
                dialogue.turns().stream()
                    .filter(turn -> turn.wish() == Wish.IDENTIFY)
                    .filter(turn -> plain(turn.said()).contains(dialogue.person().cpf()))
                    .map(Turn::said))
            .collect(Collectors.toSet());

    assertThat(said).isNotEmpty();
    assertThat(dialogues(2, 500))
        .allSatisfy(dialogue ->
            assertThat(dialogue.turns())
                .allSatisfy(
                    turn -> assertThat(turn.said() + turn.reply()).doesNotContain("{", "}")));
  }

  @Test
  void whateverIsSaidCanBeUnderstoodAgain() {
    assertThat(dialogues(4, 400))
        .allSatisfy(dialogue ->
            assertThat(dialogue.turns())
                .allSatisfy(turn ->
                    assertThat(Phrases.heard(turn.said()))
                        .as(turn.said())
                        .hasValueSatisfying(
                            heard -> assertThat(heard.wish()).isEqualTo(turn.wish()))));
    assertThat(Phrases.heard("quero uma pizza")).isEmpty();
  }

  @Test
  void nobodyIsReachableUnderTheAddressesGiven() {
    assertThat(dialogues(3, 300))
        .allSatisfy(dialogue ->
            assertThat(dialogue.person().email())
                .matches("[a-z.]+\\d+@(example\\.com|exemplo\\.com\\.br)"))
        .allSatisfy(
            dialogue -> assertThat(dialogue.person().phone()).matches("55[1-9]{2}9[6-9]\\d{7}"));
  }

  private static String plain(String text) {
    return text.replaceAll("[.\\-]", "");
  }

  private static List<Dialogue> dialogues(long seed, int count) {
    Story story = new Story(seed);
    List<Dialogue> dialogues = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dialogues.add(story.next());
    }
    return dialogues;
  }
}
