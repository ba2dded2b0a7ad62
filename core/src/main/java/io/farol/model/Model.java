// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// The model of a call.
///
/// @param provider canonical provider name, `azure.ai.openai`
/// @param requested the model or deployment asked for, or null
/// @param responded the model that said it answered, or null
public record Model(String provider, @Nullable String requested, @Nullable String responded) {}
