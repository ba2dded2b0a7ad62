// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// One piece of a message.
public sealed interface Part {

  record Text(String text) implements Part {}

  /// @param id the provider's id of the call, or null
  /// @param arguments JSON text, or whatever the model wrote
  record ToolCall(@Nullable String id, String name, String arguments) implements Part {}

  /// @param id the id of the call it answers, or null
  /// @param content JSON or plain text
  record ToolResult(@Nullable String id, String content) implements Part {}

  record Reasoning(String text) implements Part {}

  record Refusal(String text) implements Part {}

  /// A picture, a voice, a file: never its bytes, only what it is.
  ///
  /// @param mediaType `image/png`, or a modality (`audio`) when nobody said more
  /// @param bytes its true size, or null
  /// @param sha256 64 hex digits of its bytes, or null
  /// @param uri where it lies, when it is a reference; null for inline media
  record Media(
      String mediaType, @Nullable Long bytes, @Nullable String sha256, @Nullable String uri)
      implements Part {}
}
