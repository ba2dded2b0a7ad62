// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// A made-up cooperative in Brazil whose assistant, Lia, talks to people over WhatsApp: what is
/// said comes from a seed (`io.farol.lab.people`), what happens is played in real time and told by
/// the real OpenTelemetry SDK (`World`).
@NullMarked
package io.farol.lab.world;

import org.jspecify.annotations.NullMarked;
