package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriterTurnTest {
  private static final long LIMIT_SECONDS = 60;

  private final AtomicLong nanos = new AtomicLong();
  private final WriterTurn turn = new WriterTurn(nanos::get);
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  private void take() throws InterruptedException {
    assertThat(turn.take(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** A thread that waits in line, then takes the turn and ends it. */
  private Thread inLine(String name) throws InterruptedException {
    int before = turn.waiting();
    Thread thread =
        new Thread(
            () -> {
              try {
                take();
                order.add(name);
                turn.end();
              } catch (InterruptedException e) {
                order.add(name + " interrupted");
              }
            });
    thread.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (turn.waiting() == before) {
      assertThat(System.nanoTime() - deadline).isNegative();
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void whoWaitedForAMillisecondIsNext() throws InterruptedException {
    take();
    Thread first = inLine("first");
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    turn.end();
    take();
    order.add("newcomer");
    turn.end();
    first.join();
    assertThat(order).containsExactly("first", "newcomer");
  }

  @Test
  void thoseInLineAreServedInTheirOrder() throws InterruptedException {
    take();
    Thread first = inLine("first");
    Thread second = inLine("second");
    Thread third = inLine("third");
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    turn.end();
    first.join();
    second.join();
    third.join();
    assertThat(order).containsExactly("first", "second", "third");
  }

  @Test
  void aFreeTurnIsTakenAlsoByAnInterruptedThread() throws InterruptedException {
    Thread.currentThread().interrupt();
    take();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(turn.isMine()).isTrue();
    turn.end();
    assertThat(turn.isMine()).isFalse();
  }

  @Test
  void theWaitHasALimit() throws InterruptedException {
    take();
    Thread other =
        new Thread(
            () -> {
              try {
                order.add("taken: " + turn.take(1, TimeUnit.MILLISECONDS));
              } catch (InterruptedException e) {
                order.add("interrupted");
              }
            });
    other.start();
    other.join();
    turn.end();
    assertThat(order).containsExactly("taken: false");
  }

  @Test
  void whoWaitsCanBeInterrupted() throws InterruptedException {
    take();
    Thread waiting = inLine("waiting");
    waiting.interrupt();
    waiting.join();
    turn.end();
    assertThat(order).containsExactly("waiting interrupted");
  }
}
