// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Money;

/// A sum of charges in one currency.
public record Total(Money amount, long charges) {}
