package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CycleGateTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);

  @AfterEach
  void letEverybodyGo() {
    leave.countDown();
  }

  @Test
  void handsBackWhatTheWorkReturns() {
    assertThat(new CycleGate(LONG).pass("work", () -> "done")).isEqualTo("done");
  }

  @Test
  void letsOneThroughAtATime() throws ExecutionException {
    CycleGate gate = new CycleGate(LONG);
    occupy(gate);
    AtomicBoolean second = new AtomicBoolean();
    FutureTask<Boolean> waiter =
        new FutureTask<>(() -> gate.pass("second", () -> second.getAndSet(true)));
    Thread thread = start(waiter);
    Waiting.until("the second waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
    assertThat(second).isFalse();
    leave.countDown();
    assertThat(Waiting.on(waiter)).isFalse();
    assertThat(second).isTrue();
  }

  @Test
  void waitsNoLongerThanItsLimit() {
    CycleGate gate = new CycleGate(SHORT);
    occupy(gate);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> gate.pass("a query", () -> "never"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SYNC_FAILED))
        .withMessageContaining("a query waited 20 ms")
        .withMessageContaining("gateWait");
  }

  @Test
  void aFailureLetsTheNextOneIn() {
    CycleGate gate = new CycleGate(SHORT);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                gate.pass(
                    "work",
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }));
    assertThat(gate.pass("more work", () -> "done")).isEqualTo("done");
  }

  @Test
  void refusesToBePassedTwiceByOneThread() {
    CycleGate gate = new CycleGate(LONG);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> gate.pass("outer", () -> gate.pass("inner", () -> "never")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_REFUSED))
        .withMessageContaining("inner");
    assertThat(gate.pass("afterwards", () -> "open again")).isEqualTo("open again");
  }

  @Test
  void refusesEverybodyAfterClose() {
    CycleGate gate = new CycleGate(LONG);
    AtomicInteger last = new AtomicInteger();
    gate.close(last::incrementAndGet);
    gate.close(last::incrementAndGet);
    assertThat(last).hasValue(1);
    assertRefused(gate);
  }

  @Test
  void whoWaitsWhenItClosesIsRefused() {
    CycleGate gate = new CycleGate(LONG);
    occupy(gate);
    FutureTask<String> waiter = new FutureTask<>(() -> gate.pass("late", () -> "never"));
    Thread waiting = start(waiter);
    Waiting.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
    Thread closing = start(new FutureTask<>(() -> gate.close(() -> {}), null));
    Waiting.until("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    assertRefused(gate);
    leave.countDown();
    Waiting.on(closing);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Waiting.on(waiter))
        .withMessageContaining(ErrorCode.ENGINE_CLOSED.name());
  }

  @Test
  void aCloseThatWaitedInVainSaysSo() {
    CycleGate gate = new CycleGate(SHORT);
    occupy(gate);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> gate.close(() -> {}))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSE_FAILED));
    assertRefused(gate);
  }

  @Test
  void anInterruptEndsTheWait() {
    CycleGate gate = new CycleGate(LONG);
    occupy(gate);
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    FutureTask<String> waiter =
        new FutureTask<>(
            () -> {
              try {
                return gate.pass("a query", () -> "never");
              } finally {
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    Thread thread = start(waiter);
    Waiting.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
    thread.interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> Waiting.on(waiter))
        .withMessageContaining(ErrorCode.INTERRUPTED.name());
    assertThat(stillInterrupted).isCompletedWithValue(true);
  }

  private void occupy(CycleGate gate) {
    start(
        new FutureTask<>(
            () ->
                gate.pass(
                    "the first",
                    () -> {
                      inside.countDown();
                      Waiting.on(leave);
                      return "left";
                    })));
    Waiting.on(inside);
  }

  private static void assertRefused(CycleGate gate) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> gate.pass("work", () -> "never"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED));
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "gate-test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
