// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The OpenTelemetry protocol 1.11: requests of the three signals, as protobuf or JSON, read into
/// drafts; answers written back. Bytes in, values out: no socket, thread, clock or logger.
@NullMarked
package io.farol.ingest.otlp;

import org.jspecify.annotations.NullMarked;
