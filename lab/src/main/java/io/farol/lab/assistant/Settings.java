// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// What the assistant is told by its environment.
///
/// @param port where it listens on loopback
/// @param azureLegacy whether deployments stand in the path, as before the v1 API
/// @param speed how much faster than real time its patience runs out
record Settings(
    int port,
    URI azure,
    boolean azureLegacy,
    String azureKey,
    URI whatsApp,
    String whatsAppToken,
    String phoneNumberId,
    String appSecret,
    String verifyToken,
    URI serpro,
    String serproConsumer,
    URI slips,
    URI registration,
    double speed) {

  /// @throws IllegalArgumentException when a variable is missing
  static Settings of(Map<String, String> environment) {
    return new Settings(
        Integer.parseInt(text(environment, "LIA_PORT")),
        URI.create(text(environment, "AZURE_OPENAI_ENDPOINT")),
        !environment.containsKey("AZURE_OPENAI_V1"),
        text(environment, "AZURE_OPENAI_API_KEY"),
        URI.create(text(environment, "WHATSAPP_URL")),
        text(environment, "WHATSAPP_TOKEN"),
        text(environment, "WHATSAPP_PHONE_NUMBER_ID"),
        text(environment, "WHATSAPP_APP_SECRET"),
        text(environment, "WHATSAPP_VERIFY_TOKEN"),
        URI.create(text(environment, "SERPRO_URL")),
        text(environment, "SERPRO_CONSUMER"),
        URI.create(text(environment, "SLIPS_URL")),
        URI.create(text(environment, "REGISTRATION_URL")),
        Double.parseDouble(text(environment, "LIA_SPEED")));
  }

  /// So long in the world, so much shorter on the clock.
  Duration patience(Duration inTheWorld) {
    return Duration.ofNanos(Math.max(200_000_000L, (long) (inTheWorld.toNanos() / speed)));
  }

  private static String text(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the variable " + name + " is not set");
    }
    return value;
  }
}
