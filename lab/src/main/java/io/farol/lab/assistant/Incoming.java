// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Something that somebody said.
///
/// @param phone who, `5511987654321`
/// @param name as WhatsApp has it
/// @param text empty for a voice message that was not heard yet
/// @param audioId of a voice message, or empty
record Incoming(String phone, String name, String text, String audioId) {
  /// Which dialogue it belongs to: one a person.
  String conversation() {
    CRC32 crc = new CRC32();
    crc.update(phone.getBytes(StandardCharsets.UTF_8));
    return "c-" + crc.getValue();
  }

  Incoming heardAs(String said) {
    return new Incoming(phone, name, said, "");
  }
}
