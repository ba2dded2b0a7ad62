// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Addresses whose path is the secret: incoming webhooks of Slack, Discord and Teams.
final class Webhooks {

  private static final String[] HEADS = {
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "hooks.slack.com/triggers/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "webhook.office.com/webhookb2/",
    "hooks.zapier.com/hooks/catch/"
  };

  private Webhooks() {}

  static int at(Scan scan, int start) {
    for (String head : HEADS) {
      if (scan.startsWithAnyCase(start, head)) {
        int body = start + head.length();
        int end = body;
        while (end < scan.length && isPath(scan.chars[end])) {
          end++;
        }
        return end - body >= 16 ? scan.found(Kind.CREDENTIAL, body, end, "") : start;
      }
    }
    return start;
  }

  private static boolean isPath(char c) {
    return Chars.isToken(c) || c == '/' || c == '@' || c == '.';
  }
}
