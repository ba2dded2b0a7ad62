// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import com.github.luben.zstd.ZstdOutputStream;
import io.opentelemetry.sdk.common.export.Compressor;
import java.io.IOException;
import java.io.OutputStream;

/// Teaches the SDK's exporters zstd; they find it by `META-INF/services`.
public final class ZstdCompressor implements Compressor {

  static final String ZSTD = "zstd";

  @Override
  public String getEncoding() {
    return ZSTD;
  }

  @Override
  public OutputStream compress(OutputStream out) throws IOException {
    return new ZstdOutputStream(out);
  }
}
