// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.access;

import io.farol.gateway.Access;
import io.farol.gateway.Refusal;
import io.farol.gateway.Route;
import io.farol.gateway.http.RequestHead;
import io.farol.server.config.FarolConfig;

/// Who may bring webhooks: whoever calls us by one of our names and is no page of another origin;
/// the signature tells the rest. Safe for many threads.
public final class HookAccess implements Access {

  private final HostRule hosts;

  public HookAccess(FarolConfig.Server config) {
    this.hosts = new HostRule(config.host(), config.allowedHosts());
  }

  @Override
  public Verdict judge(RequestHead head, Route route) {
    if (!hosts.knows(head.authority())) {
      return turned(
          421,
          "webhooks are not taken under that host",
          "name the public host that the sender calls in server.allowed-hosts");
    }
    if (!hosts.sameOrigin(head.fields().first("origin"), head.authority())) {
      return turned(
          403,
          "the request comes from a page of another origin",
          "send webhooks from a program instead of a page");
    }
    return new Verdict.Welcome(null);
  }

  private static Verdict turned(int status, String detail, String mend) {
    return new Verdict.Turned(new Refusal(Refusal.Reason.ACCESS, status, detail, mend));
  }
}
