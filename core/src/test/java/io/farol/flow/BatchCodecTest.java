// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.farol.model.LedgerEntry;
import io.farol.model.Message;
import io.farol.model.Part;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class BatchCodecTest {

  private static final Redactor AS_IS = (key, raw) -> raw;

  /// Named by -Dfarol.seed to repeat a failure.
  private final long seed = Long.getLong("farol.seed", ThreadLocalRandom.current().nextLong());

  private final Random random = new Random(seed);

  @Test
  void readsBackWhatItWrote() {
    Specimens specimens = new Specimens(random, 40, this::text);
    for (int i = 0; i < 300; i++) {
      CleanBatch batch = batch(specimens);
      CleanBatch read = BatchCodec.decode(BatchCodec.encode(batch));
      assertThat(read).as("seed %d", seed).isEqualTo(batch);
      assertThat(List.copyOf(read.messages().keySet()))
          .as("order of messages, seed %d", seed)
          .isEqualTo(List.copyOf(batch.messages().keySet()));
      assertThat(read.droppedStrings()).isEqualTo(batch.droppedStrings());
    }
  }

  @Test
  void writesTheSameBytesForTheSameBatch() {
    CleanBatch batch = batch(new Specimens(random, 40, this::text));
    byte[] bytes = BatchCodec.encode(batch);
    assertThat(BatchCodec.encode(BatchCodec.decode(bytes))).as("seed %d", seed).isEqualTo(bytes);
  }

  @Test
  void readsTheHeadingAloneAndNothingBehindIt() {
    CleanBatch batch = batch(new Specimens(random, 40, this::text));
    byte[] bytes = BatchCodec.encode(batch);
    BatchHeading heading = BatchCodec.heading(bytes);
    assertThat(heading).as("seed %d", seed).isEqualTo(BatchHeading.of(batch));
    byte[] other = bytes.clone();
    Arrays.fill(other, other.length - 1, other.length, (byte) 0xFF);
    assertThat(BatchCodec.heading(other)).as("seed %d", seed).isEqualTo(heading);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchCodec.heading(Arrays.copyOf(bytes, 9)));
  }

  @Test
  void readsBackAMessageAlone() {
    Specimens specimens = new Specimens(random, 40, this::text);
    for (int i = 0; i < 100; i++) {
      Message message = specimens.of(Message.class);
      assertThat(BatchCodec.decodeMessage(BatchCodec.encode(message)))
          .as("seed %d", seed)
          .isEqualTo(message);
    }
  }

  @Test
  void refusesEveryBeginningOfABatch() {
    byte[] bytes = BatchCodec.encode(batch(new Specimens(random, 40, this::text)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .as("seed %d, cut at %d", seed, length)
          .isThrownBy(() -> BatchCodec.decode(cut));
    }
  }

  @Test
  void refusesBytesThatFollow() {
    byte[] bytes = BatchCodec.encode(batch(new Specimens(random, 40, this::text)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchCodec.decode(Arrays.copyOf(bytes, bytes.length + 2)))
        .withMessageContaining("2 bytes follow");
    byte[] message = BatchCodec.encode(new Message("user", List.of(new Part.Text("oi"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchCodec.decodeMessage(Arrays.copyOf(message, message.length + 1)));
  }

  @Test
  void refusesAFormatItDoesNotKnow() {
    byte[] bytes = BatchCodec.encode(batch(new Specimens(random, 40, this::text)));
    bytes[0] = BatchCodec.VERSION + 1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchCodec.decode(bytes))
        .withMessageContaining("format 5")
        .withMessageContaining("up to 4");
  }

  @Test
  void takesDamagedBytesCalmly() {
    Specimens specimens = new Specimens(random, 40, this::text);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] bytes = BatchCodec.encode(batch(specimens));
      for (int flip = 0; flip < 100; flip++) {
        byte[] damaged = bytes.clone();
        for (int bits = 1 + random.nextInt(3); bits > 0; bits--) {
          damaged[1 + random.nextInt(bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        refused += refuses(damaged) ? 1 : 0;
      }
    }
    assertThat(refused).as("of 6,000, seed %d", seed).isPositive();
  }

  @Test
  void takesHostileBytesCalmly() {
    byte[] open = BatchCodec.encode(batchOf(List.of()));
    for (int value : new int[] {0, 1, 5, 6, 0x7F, 0x80, 0xFF}) {
      for (int from = 1; from < open.length; from++) {
        byte[] hostile = Arrays.copyOf(open, 400_000);
        Arrays.fill(hostile, from, hostile.length, (byte) value);
        assertThat(refuses(hostile)).as("%x from %d", value, from).isTrue();
      }
    }
    byte[] nested = {5, 1, 5, 1, 5, 1, 5, 1};
    byte[] deep = new byte[400_000];
    for (int i = 0; i < deep.length; i++) {
      deep[i] = nested[i % nested.length];
    }
    assertThatIllegalArgumentException().isThrownBy(() -> BatchCodec.decode(log(deep)));
  }

  /// A batch of one log line whose body is these bytes.
  private static byte[] log(byte[] body) {
    ByteSink sink = new ByteSink(16);
    sink.octet(BatchCodec.VERSION);
    sink.string("tenant");
    sink.signed(0);
    for (int nothing = 3 * Signal.values().length + 3; nothing > 0; nothing--) {
      sink.varint(0);
    }
    sink.varint(1);
    sink.string("service");
    for (int i = 0; i < 4; i++) {
      sink.flag(false);
    }
    sink.signed(0);
    sink.varint(0);
    sink.flag(false);
    sink.flag(false);
    byte[] head = sink.toBytes();
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  @Test
  void refusesADecimalBeyondAnyAmount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ByteSink(16).decimal(new BigDecimal("1E+1001")))
        .withMessageContaining("-1001");
    ByteSink sink = new ByteSink(16);
    sink.decimal(new BigDecimal("-12345678901234567890.123456789"));
    assertThat(new ByteSource(sink.toBytes()).decimal())
        .isEqualTo(new BigDecimal("-12345678901234567890.123456789"));
    ByteSink hostile = new ByteSink(16);
    hostile.signed(Integer.MIN_VALUE);
    hostile.raw(new byte[] {1});
    ByteSource source = new ByteSource(hostile.toBytes());
    assertThatThrownBy(source::decimal).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void writesAStringOnceAndThenItsNumber() {
    ByteSink once = new ByteSink(16);
    once.string("x".repeat(256));
    int length = once.toBytes().length;
    once.string("x".repeat(256));
    assertThat(once.toBytes()).hasSize(length + 1);
    ByteSink content = new ByteSink(16);
    content.string("x".repeat(257));
    content.string("x".repeat(257));
    assertThat(content.toBytes().length).isGreaterThan(2 * 257);
    ByteSource source = new ByteSource(content.toBytes());
    assertThat(source.string()).isEqualTo(source.string());
  }

  /// Whether decoding refuses the bytes. It may read them as some batch; it may do nothing else,
  /// and needs memory in proportion to them.
  private boolean refuses(byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try {
      Objects.requireNonNull(BatchCodec.decode(bytes));
    } catch (IllegalArgumentException expected) {
      refused = true;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated)
        .as("bytes allocated for %d bytes, seed %d", bytes.length, seed)
        .isLessThan(4_000_000 + 400L * bytes.length);
    return refused;
  }

  private CleanBatch batch(Specimens specimens) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.add(specimens.of(LedgerEntry.class));
    }
    return CleanBatch.redact(specimens.of(DraftBatch.class), AS_IS).with(entries);
  }

  private static CleanBatch batchOf(List<Draft> drafts) {
    return CleanBatch.redact(
        new DraftBatch("t", 1, drafts, List.of(), List.of(), Tally.NOTHING), AS_IS);
  }

  private String text() {
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 4 -> "%016x%016x".formatted(random.nextLong(), random.nextLong()); // an entry's id
      case 1 -> "São Paulo 👍 \u0000 \"\\\n";
      case 2 -> "é".repeat(255 + random.nextInt(4));
      case 3 -> "x".repeat(random.nextInt(2_000));
      default -> "text " + random.nextInt(50);
    };
  }
}
