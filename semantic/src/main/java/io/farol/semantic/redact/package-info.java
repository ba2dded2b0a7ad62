// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Redaction: what stands between every string that arrives and disk, index, log and screen.
///
/// [TextRedactor] is the door. A string is read once ([Scan]); characters that can begin something
/// personal or secret wake one detector each; what they find is replaced by a [Marker]. Strings
/// with escapes, invisible characters or foreign forms of ASCII are read a second time as they look
/// ([View]), so that writing a number differently does not hide it.
@NullMarked
package io.farol.semantic.redact;

import org.jspecify.annotations.NullMarked;
