// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.fuzz;

import io.farol.semantic.redact.PseudonymKey;
import io.farol.semantic.redact.TextRedactor;
import java.nio.charset.StandardCharsets;

/// Any text can be redacted, and what was redacted is left as it is.
public final class RedactFuzz {

  private static final TextRedactor REDACTOR = new TextRedactor(PseudonymKey.of(new byte[32]));

  private RedactFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    String once = REDACTOR.redact(null, text);
    String twice = REDACTOR.redact(null, once);
    if (!twice.equals(once)) {
      throw new AssertionError("redacted twice is not redacted once: " + once + " / " + twice);
    }
  }
}
