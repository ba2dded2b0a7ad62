// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// The platforms that the demo's assistant talks to, simulated over real sockets: WhatsApp Cloud
/// API, Azure OpenAI, SERPRO, and the cooperative's own API for slips.
///
/// Each writes down for itself what happened and what it would charge for it (`Logbook`), which no
/// one else reads but those who judge what Farol has seen.
@NullMarked
package io.farol.lab.platforms;

import org.jspecify.annotations.NullMarked;
