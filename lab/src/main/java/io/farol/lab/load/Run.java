// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.util.BitSet;
import org.HdrHistogram.Histogram;

/// What came of a drive.
///
/// @param acknowledged numbers of the requests whose spans were all kept
/// @param latencies until the acknowledgement, in microseconds; from the intended moment of sending
///   where there was a rate
/// @param seconds from the first request to the last acknowledgement
/// @param cameBack answers that asked to come back
/// @param failed answers that said nothing about keeping, with one reason
/// @param rejected spans that were refused for good
/// @param reason why one of the failed failed, or empty
record Run(
    BitSet acknowledged,
    Histogram latencies,
    double seconds,
    long cameBack,
    long failed,
    long rejected,
    String reason) {}
