// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Pace;

/// The Cloud API of WhatsApp, as the one who sends sees it.
final class WhatsApp {
  private static final String GRAPH = "https://graph.facebook.com/v24.0/";
  private static final String PHONE_NUMBER_ID = "104582671093345";
  private static final double TOO_FAST = 0.008;

  private final Pace pace;

  WhatsApp(Pace pace) {
    this.pace = pace;
  }

  /// Sends a text; now and then it is refused, since the same person was written to too fast.
  void send(Caller caller, String text) {
    boolean refused = caller.luck().chance(TOO_FAST);
    HttpCall.post(GRAPH + PHONE_NUMBER_ID + "/messages", 140 + text.length())
        .answered(
            caller.component().http("POST"),
            pace,
            caller.luck().around(320),
            refused ? 400 : 200,
            refused ? 371 : 214);
  }

  /// Fetches a voice message: first its address, then itself.
  void download(Caller caller, int seconds) {
    HttpCall.get(GRAPH + caller.luck().digits(15))
        .answered(caller.component().http("GET"), pace, caller.luck().around(140), 200, 402);
    HttpCall.get(
            "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid="
                + caller.luck().digits(15))
        .answered(
            caller.component().http("GET"), pace, caller.luck().around(220), 200, seconds * 7800);
  }
}
