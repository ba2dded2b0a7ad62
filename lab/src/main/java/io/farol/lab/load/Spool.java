// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The requests of a plan, encoded and framed for gRPC, in a temporary file: nothing is encoded
/// while the clock runs. Reading is safe from many threads.
final class Spool implements AutoCloseable {
  /// Compression flag and length before each gRPC message.
  static final int FRAME_HEAD = 5;

  private final Path file;
  private final FileChannel channel;
  private final long[] offsets;

  private Spool(Path file, FileChannel channel, long[] offsets) {
    this.file = file;
    this.channel = channel;
    this.offsets = offsets;
  }

  /// Prepares all requests of the plan, the first span starting at the given time.
  static Spool prepare(Plan plan, long firstNanos) throws IOException {
    Path file = Files.createTempFile("farol-load", ".spool");
    SpanMaker maker = new SpanMaker(plan, firstNanos);
    long[] offsets = new long[plan.requests() + 1];
    try (OutputStream raw = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw, 1 << 20))) {
      for (int request = 0; request < plan.requests(); request++) {
        ExportTraceServiceRequest message = maker.request(request);
        out.writeByte(0);
        out.writeInt(message.getSerializedSize());
        message.writeTo(out);
        offsets[request + 1] = offsets[request] + FRAME_HEAD + message.getSerializedSize();
      }
    }
    return new Spool(file, FileChannel.open(file, StandardOpenOption.READ), offsets);
  }

  /// The framed request with a number.
  byte[] frame(int request) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) (offsets[request + 1] - offsets[request]));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offsets[request] + bytes.position()) < 0) {
        throw new IOException(file + ": ends before request " + request + " does");
      }
    }
    return bytes.array();
  }

  long bytes() {
    return offsets[offsets.length - 1];
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
