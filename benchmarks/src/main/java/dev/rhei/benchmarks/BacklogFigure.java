package dev.rhei.benchmarks;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.sync.SyncResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a long backlog takes of memory when it is replayed in one cycle: the process as the system
 * sees it (Linux only) and the Java heap after collections. Run it with a small {@code -Xmx} to see
 * that the backlog does not need the heap.
 */
final class BacklogFigure {
  private static final int EVENTS = 5_000_000;

  private BacklogFigure() {}

  static void print(Path directory) throws Exception {
    Path file = directory.resolve("backlog.db");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file).manualSync())) {
      engine.execute(SampleTable.CREATE);
      engine.registerTable("orders");
      SampleTable.insert(engine, 1, EVENTS, new Random(1));
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong peakResident = new AtomicLong();
    AtomicLong peakHeap = new AtomicLong();
    long residentBefore;
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file).manualSync())) {
      residentBefore = residentMebibytes();
      Thread sampler = new Thread(() -> sample(done, peakResident, peakHeap), "memory-sampler");
      sampler.start();
      long started = System.nanoTime();
      SyncResult result = engine.syncNow();
      double seconds = (System.nanoTime() - started) / 1e9;
      done.set(true);
      sampler.join();
      System.out.printf(
          Locale.ROOT,
          "backlog of %,d events: replayed in %.1f s (%,.0f events/s); resident %d MiB before, %d"
              + " MiB at the peak; Java heap in use %d MiB at the peak of %d allowed%n",
          result.events(),
          seconds,
          result.events() / seconds,
          residentBefore,
          peakResident.get(),
          peakHeap.get(),
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  private static void sample(AtomicBoolean done, AtomicLong resident, AtomicLong heap) {
    Runtime runtime = Runtime.getRuntime();
    try {
      while (!done.get()) {
        resident.accumulateAndGet(residentMebibytes(), Math::max);
        heap.accumulateAndGet((runtime.totalMemory() - runtime.freeMemory()) >> 20, Math::max);
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** -1 where the system does not tell. */
  private static long residentMebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(-1024)
        >> 10;
  }
}
