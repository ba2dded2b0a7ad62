// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

/// The telephone of somebody who uses WhatsApp.
public interface Mailbox {
  /// A text arrived.
  ///
  /// @param phone whose telephone it is, `5511987654321`
  void received(String phone, String text);
}
