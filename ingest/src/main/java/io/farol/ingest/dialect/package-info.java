// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// From what a sender said to what Farol means: one class per telemetry convention, and the tables
/// they read by. Which attribute fills which field is data, printed as
/// `docs/reference/dialects.md`.
@NullMarked
package io.farol.ingest.dialect;

import org.jspecify.annotations.NullMarked;
