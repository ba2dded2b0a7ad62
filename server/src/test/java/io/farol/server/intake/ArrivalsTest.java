// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import io.farol.server.intake.Arrivals.Arrival;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final int MIB = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final DefaultEventExecutor loop = new DefaultEventExecutor();

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aWholeBodyCountsUntilItIsLetGo() throws Exception {
    Arrivals arrivals = new Arrivals(8 * MIB, 4 * MIB, LONG, Duration.ZERO);
    HttpRequestWriter sender = sender();
    CompletableFuture<Arrival> arrival = arrivals.take(sender, loop);
    sender.write(HttpData.wrap(new byte[MIB]));
    sender.close();

    Arrival.Whole whole = (Arrival.Whole) told(arrival);

    assertThat(whole.body().size()).isEqualTo(MIB);
    assertThat(arrivals.heldBytes()).isGreaterThanOrEqualTo(MIB);
    whole.release().run();
    assertThat(arrivals.heldBytes()).isZero();
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItsEnd() throws Exception {
    Arrivals arrivals = new Arrivals(8 * MIB, MIB, LONG, Duration.ZERO);
    HttpRequestWriter sender = sender();
    CompletableFuture<Arrival> arrival = arrivals.take(sender, loop);
    sender.write(HttpData.wrap(new byte[MIB]));
    sender.write(HttpData.wrap(new byte[1]));

    assertThat(told(arrival)).isEqualTo(new Arrival.TooLarge());
    assertThat(arrivals.heldBytes()).isZero();
  }

  @Test
  void whoIsSlowMakesRoomForWhoIsNot() throws Exception {
    Arrivals arrivals = new Arrivals(4 * MIB, 4 * MIB, LONG, Duration.ZERO);
    HttpRequestWriter slow = sender();
    CompletableFuture<Arrival> first = arrivals.take(slow, loop);
    slow.write(HttpData.wrap(new byte[3 * MIB]));
    HttpRequestWriter quick = sender();
    CompletableFuture<Arrival> second = arrivals.take(quick, loop);
    quick.write(HttpData.wrap(new byte[2 * MIB]));
    quick.close();

    assertThat(told(first)).isEqualTo(new Arrival.NoRoom());
    assertThat(told(second)).isInstanceOf(Arrival.Whole.class);
  }

  @Test
  void whoHasJustBegunIsSpared() throws Exception {
    Arrivals arrivals = new Arrivals(4 * MIB, 4 * MIB, LONG, Duration.ofMinutes(1));
    HttpRequestWriter first = sender();
    CompletableFuture<Arrival> one = arrivals.take(first, loop);
    first.write(HttpData.wrap(new byte[3 * MIB]));
    HttpRequestWriter second = sender();
    CompletableFuture<Arrival> other = arrivals.take(second, loop);
    second.write(HttpData.wrap(new byte[2 * MIB]));

    assertThat(told(other)).isEqualTo(new Arrival.NoRoom());
    first.close();
    assertThat(told(one)).isInstanceOf(Arrival.Whole.class);
  }

  @Test
  void aBodyThatTakesTooLongAndOneThatBreaksOff() throws Exception {
    Arrivals arrivals = new Arrivals(4 * MIB, 4 * MIB, Duration.ofMillis(50), Duration.ZERO);
    HttpRequestWriter slow = sender();
    CompletableFuture<Arrival> late = arrivals.take(slow, loop);
    slow.write(HttpData.wrap(new byte[MIB]));
    assertThat(told(late)).isEqualTo(new Arrival.TooSlow());

    HttpRequestWriter broken = sender();
    CompletableFuture<Arrival> off =
        new Arrivals(4 * MIB, 4 * MIB, LONG, Duration.ZERO).take(broken, loop);
    broken.close(new IllegalStateException("the network is gone"));
    assertThat(told(off)).isEqualTo(new Arrival.BrokenOff());
    assertThat(arrivals.heldBytes()).isZero();
  }

  private static HttpRequestWriter sender() {
    return HttpRequest.streaming(HttpMethod.POST, "/v1/traces");
  }

  private static Arrival told(CompletableFuture<Arrival> arrival)
      throws InterruptedException, ExecutionException, TimeoutException {
    return arrival.get(20, TimeUnit.SECONDS);
  }
}
