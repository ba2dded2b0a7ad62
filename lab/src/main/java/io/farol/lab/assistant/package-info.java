// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// Lia, the assistant of a made-up cooperative, as a Java team would write her: openai-java for the
/// models, the JDK's HTTP client for WhatsApp and SERPRO, JDBC. She knows nothing of Farol, nor
/// that her platforms are simulated; OpenTelemetry's API is used only to name agents, tools and the
/// conversation. What else is told comes from the Java agent, or from the gateway.
@NullMarked
package io.farol.lab.assistant;

import org.jspecify.annotations.NullMarked;
