// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.CallKind;
import org.jspecify.annotations.Nullable;

/// Who answers a model's call, and under which names Farol keeps it.
///
/// @param provider canonical; empty when nobody said
/// @param to the party called
/// @param platform the platform, or null
/// @param requested the model or deployment asked for, or null
/// @param responded the model that answered, or null
record ModelNames(
    String provider,
    String to,
    @Nullable String platform,
    @Nullable String requested,
    @Nullable String responded) {

  private static final String NOBODY = "unknown";

  /// A model's own server on its usual port says what it is, whatever client library called it.
  private static final int OLLAMA_PORT = 11434;

  /// The host decides, for a client library cannot know whose API it speaks; then what the library
  /// says; then the model's id.
  static ModelNames of(Reading reading) {
    Address address = Address.of(reading);
    Platforms.Recognised place = Platforms.servingModels(address);
    String asked = reading.text(Field.MODEL_REQUESTED);
    String requested = model(asked == null ? Hints.requested(reading) : asked);
    String responded = model(reading.text(Field.MODEL_RESPONDED));
    String provider = place == null ? null : place.provider();
    if (provider == null && address.port() != null && address.port() == OLLAMA_PORT) {
      provider = "ollama";
    }
    if (provider == null) {
      provider = said(reading);
    }
    if (provider == null) {
      provider = Providers.ofModel(requested);
    }
    String platform =
        place != null ? place.platform() : provider == null ? null : Providers.platform(provider);
    String party = platform != null ? platform : address.party();
    return new ModelNames(
        provider == null ? "" : provider,
        party == null ? NOBODY : party,
        platform,
        requested,
        responded);
  }

  Sight.Seen seen(String dialect, String operation, boolean usage) {
    String model = requested != null ? requested : responded;
    return new Sight.Seen(
        CallKind.MODEL,
        dialect,
        new Sight.Peer(to, platform),
        model == null ? to : to + "/" + model,
        operation,
        usage ? this : null);
  }

  private static @Nullable String said(Reading reading) {
    for (Row row : reading.rows(Field.PROVIDER)) {
      String raw = reading.attributes().text(row.key());
      String provider = raw == null ? null : Providers.canonical(raw);
      if (provider != null) {
        return provider;
      }
    }
    return null;
  }

  /// The id without the path of a resource that it may stand in.
  private static @Nullable String model(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    boolean resource =
        raw.startsWith("models/")
            || raw.startsWith("publishers/")
            || raw.startsWith("arn:")
            || raw.startsWith("projects/");
    return resource ? raw.substring(raw.lastIndexOf('/') + 1) : raw;
  }
}
