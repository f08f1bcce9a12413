package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import dev.rhei.testkit.LeakGuard;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class SyncLoopTest {
  private static final Duration PACING = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SELDOM = Duration.ofHours(1);

  private final MemorySource source = new MemorySource();
  private final MemoryOlapBackend copy = new MemoryOlapBackend();
  private final FaultyOlapBackend faulty = new FaultyOlapBackend(copy);
  private final HandExecutor hand = new HandExecutor();
  private final AtomicBoolean news = new AtomicBoolean();

  // With an executor that the test turns by hand.

  @Test
  void aWakeRunsACycleAfterTheRestOfTheOneBefore() {
    SyncLoop loop = byHand();
    assertThat(hand.waiting()).isEmpty();
    source.put("t", 1L, "one");
    loop.wake();
    assertScheduledSoon();
    hand.runNext();
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
    assertThat(hand.waiting()).isEmpty();
  }

  @Test
  void wakesWhileACycleIsScheduledShareIt() {
    SyncLoop loop = byHand();
    loop.wake();
    loop.wake();
    loop.wake();
    assertThat(hand.waiting()).hasSize(1);
  }

  @Test
  void aWakeDuringACycleIsFollowedByAnother() {
    SyncLoop loop = byHand();
    AtomicBoolean first = new AtomicBoolean(true);
    source.put("t", 1L, "one");
    source.beforeOpen =
        () -> {
          if (first.getAndSet(false)) {
            loop.wake();
            loop.wake();
          }
        };
    loop.wake();
    hand.runNext();
    assertScheduledSoon();
    hand.runNext();
    assertThat(hand.waiting()).isEmpty();
  }

  @Test
  void aFailureBacksOffAndTheLoopGoesOn() {
    SyncLoop loop = byHand();
    source.put("t", 1L, "one");
    loop.wake();
    for (int millis : new int[] {100, 200, 400}) {
      faulty.fail(Point.BEGIN, 1);
      hand.runNext();
      assertThat(hand.waiting()).containsExactly(Duration.ofMillis(millis));
    }
    hand.runNext();
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
    assertThat(hand.waiting()).isEmpty();
    source.put("t", 2L, "two");
    loop.wake();
    assertScheduledSoon();
    faulty.fail(Point.BEGIN, 1);
    hand.runNext();
    assertThat(hand.waiting()).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void thePollLooksForCommitsOfOthers() {
    byHand();
    source.put("t", 1L, "one");
    hand.runPoll();
    assertThat(hand.waiting()).isEmpty();
    news.set(true);
    hand.runPoll();
    hand.runPoll();
    assertScheduledSoon();
    hand.runNext();
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  @Test
  void aPollThatFailsIsRepeated() {
    AtomicReference<RuntimeException> failure =
        new AtomicReference<>(new HtapException(ErrorCode.OLTP_BUSY, "locked on purpose"));
    SyncLoop.start(
        liveEngine(SyncListener.NONE),
        () -> {
          throw failure.get();
        },
        hand,
        "unused",
        POLL,
        PACING);
    hand.runPoll();
    failure.set(new IllegalStateException("broken on purpose"));
    hand.runPoll();
    failure.set(new HtapException(ErrorCode.ENGINE_CLOSED, "closed on purpose"));
    hand.runPoll();
    assertThat(hand.waiting()).isEmpty();
  }

  @Test
  void aLoadIsFoundByThePollAndGoesOnWithoutPause() {
    source.create(Schemas.numbered("t"));
    for (long i = 1; i <= 5; i++) {
      source.put("t", i, "n");
    }
    source.capture("t");
    CdcSyncEngine engine =
        new CdcSyncEngine(
            source,
            source,
            copy,
            SyncConfig.builder().loadRows(1).loadSlice(Duration.ofMillis(1)).build(),
            SyncListener.NONE,
            Runnable::run,
            "unused");
    engine.makeFresh(Freshness.LATEST, LIMIT);
    SyncLoop.start(engine, news::get, hand, "unused", POLL, PACING);
    hand.runPoll();
    assertScheduledSoon();
    while (copy.table("t").state() == MirrorState.LOADING) {
      hand.runNext();
      if (copy.table("t").state() == MirrorState.LOADING) {
        assertThat(hand.waiting()).containsExactly(Duration.ZERO);
      }
    }
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
    assertThat(hand.waiting()).isEmpty();
  }

  @Test
  void aClosedLoopRunsNothing() {
    SyncLoop loop = byHand();
    source.put("t", 1L, "one");
    loop.wake();
    loop.close();
    loop.close();
    assertThat(hand.waiting()).isEmpty();
    assertThat(hand.pollIsCancelled()).isTrue();
    hand.runNext(); // cancelled, or just about to start: it must do nothing
    loop.wake();
    assertThat(hand.waiting()).isEmpty();
    assertThat(copy.rows("t")).isEqualTo("[]");
  }

  @Test
  void theExecutorThatWasGivenStaysOpen() {
    byHand().close();
    assertThat(hand.isShutdown()).isFalse();
  }

  @Test
  void anExecutorThatWasShutDownDoesNotHurtTheWriter() {
    SyncLoop loop = byHand();
    hand.shutdown();
    loop.wake();
    loop.wake();
    loop.close();
  }

  // With threads.

  @Test
  void itsOwnThreadIsADaemonWithTheNameGiven() {
    CompletableFuture<Thread> seen = new CompletableFuture<>();
    try (SyncLoop loop = onItsOwnThread(onCycle(() -> seen.complete(Thread.currentThread())))) {
      source.put("t", 1L, "one");
      loop.wake();
      Waiting.until("a cycle runs", seen::isDone);
    }
    assertThat(seen.join().getName()).isEqualTo("rhei-test-sync");
    assertThat(seen.join().isDaemon()).isTrue();
    Waiting.on(seen.join());
  }

  @Test
  void closeWaitsForTheRunningCycle() {
    SyncLoop loop = onItsOwnThread(SyncListener.NONE);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    source.beforeOpen =
        () -> {
          inside.countDown();
          Waiting.on(goOn);
        };
    source.put("t", 1L, "one");
    loop.wake();
    Waiting.on(inside);
    Thread closing = start(loop::close);
    Waiting.until("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(copy.rows("t")).isEqualTo("[]");
    goOn.countDown();
    Waiting.on(closing);
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  @Test
  void aListenerMayCloseTheLoop() {
    AtomicReference<SyncLoop> own = new AtomicReference<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    SyncLoop loop =
        onItsOwnThread(
            onCycle(
                () -> {
                  own.get().close();
                  interrupted.complete(Thread.currentThread().isInterrupted());
                }));
    own.set(loop);
    source.put("t", 1L, "one");
    loop.wake();
    Waiting.until("the listener has closed the loop", interrupted::isDone);
    assertThat(interrupted).isCompletedWithValue(false);
    loop.close();
  }

  @Test
  void anInterruptEndsTheWaitOfClose() {
    SyncLoop loop = onItsOwnThread(SyncListener.NONE);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    source.beforeOpen =
        () -> {
          inside.countDown();
          Waiting.on(goOn);
        };
    source.put("t", 1L, "one");
    loop.wake();
    Waiting.on(inside);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread closing =
        start(
            () -> {
              loop.close();
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    Waiting.until("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    closing.interrupt();
    Waiting.on(closing);
    assertThat(interrupted).isCompletedWithValue(true);
    goOn.countDown();
  }

  @Test
  void cyclesRunOnTheExecutorThatWasGiven() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "the application's own");
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletableFuture<String> seen = new CompletableFuture<>();
      CdcSyncEngine engine =
          liveEngine(onCycle(() -> seen.complete(Thread.currentThread().getName())));
      try (SyncLoop loop =
          SyncLoop.start(engine, news::get, executor, "unused", SELDOM, Duration.ZERO)) {
        source.put("t", 1L, "one");
        loop.wake();
        Waiting.until("a cycle runs", seen::isDone);
      }
      assertThat(seen.join()).isEqualTo("the application's own");
      assertThat(executor.isShutdown()).isFalse();
    } finally {
      executor.shutdownNow();
    }
  }

  private void assertScheduledSoon() {
    assertThat(hand.waiting()).singleElement().matches(rest -> rest.compareTo(PACING) <= 0);
  }

  private SyncLoop byHand() {
    return SyncLoop.start(liveEngine(SyncListener.NONE), news::get, hand, "unused", POLL, PACING);
  }

  private SyncLoop onItsOwnThread(SyncListener listener) {
    return SyncLoop.start(
        liveEngine(listener), news::get, null, "rhei-test-sync", SELDOM, Duration.ZERO);
  }

  /** An engine with an empty table t, which is live. */
  private CdcSyncEngine liveEngine(SyncListener listener) {
    AtomicBoolean ready = new AtomicBoolean();
    CdcSyncEngine engine =
        new CdcSyncEngine(
            source,
            source,
            faulty,
            SyncConfig.defaults(),
            new SyncListener() {
              @Override
              public void onCycle(SyncResult result) {
                if (ready.get()) {
                  listener.onCycle(result);
                }
              }
            },
            Runnable::run,
            "unused");
    source.create(Schemas.numbered("t"));
    source.capture("t");
    engine.loadAll();
    ready.set(true);
    return engine;
  }

  private static SyncListener onCycle(Runnable work) {
    return new SyncListener() {
      @Override
      public void onCycle(SyncResult result) {
        work.run();
      }
    };
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "loop-test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
