// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.testkit.Seeds;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ReaderPropertiesTest {

  @Test
  void protobufAndJsonOfOneRequestGiveEqualDrafts() {
    Seeds.check(
        200,
        seed -> {
          Random random = new Random(seed);
          Signal signal = Signal.values()[random.nextInt(3)];
          Message request = RandomRequests.of(signal, random);

          Intake proto = Taken.of(signal, request, Encoding.PROTOBUF);
          Intake json = Taken.of(signal, request, Encoding.JSON);

          assertThat(json.batch().drafts()).isEqualTo(proto.batch().drafts());
          assertThat(json.batch().logs()).isEqualTo(proto.batch().logs());
          assertThat(json.batch().metrics()).isEqualTo(proto.batch().metrics());
          assertThat(json.rejections()).isEqualTo(proto.rejections());
          assertThat(json.batch().tally()).isEqualTo(proto.batch().tally());
        });
  }

  @Test
  void everyRecordIsAccountedFor() {
    Seeds.check(
        200,
        seed -> {
          Random random = new Random(seed);
          Signal signal = Signal.values()[random.nextInt(3)];
          Message request = RandomRequests.of(signal, random);

          Intake intake = Taken.of(signal, request, Encoding.PROTOBUF);

          Tally.Count count = intake.batch().tally().of(signal);
          assertThat(count.received()).isEqualTo(RandomRequests.records(request));
          assertThat(count.accepted()).isEqualTo(records(intake));
        });
  }

  @Test
  void damagedRequestsGiveADraftOrTheOneError() {
    Seeds.check(
        600,
        seed -> {
          Random random = new Random(seed);
          Signal signal = Signal.values()[random.nextInt(3)];
          Encoding encoding = random.nextBoolean() ? Encoding.PROTOBUF : Encoding.JSON;
          Message request = RandomRequests.of(signal, random);
          byte[] body =
              encoding == Encoding.PROTOBUF ? request.toByteArray() : ProtoJson.bytes(request);
          byte[] damaged = damaged(body, random);

          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> {
                try {
                  Intake intake = Taken.of(signal, damaged, encoding);
                  assertThat(intake.batch().tally().of(signal).accepted())
                      .isEqualTo(records(intake));
                } catch (MalformedRequestException expected) {
                  assertThat(expected.where()).isNotEmpty();
                }
              });
        });
  }

  private static long records(Intake intake) {
    return intake.batch().drafts().size()
        + intake.batch().logs().size()
        + intake.batch().metrics().size();
  }

  private static byte[] damaged(byte[] body, Random random) {
    byte[] bytes = random.nextInt(3) == 0 ? cut(body, random) : body.clone();
    int flips = random.nextInt(6);
    for (int i = 0; i < flips && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) (bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] cut(byte[] body, Random random) {
    return Arrays.copyOf(body, random.nextInt(body.length + 1));
  }
}
