package dev.rhei.examples;

import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears what the replay does: moves a bar while tables load, and counts what cycles replay. */
final class SyncWatch implements SyncListener {
  /**
   * What was replayed.
   *
   * @param nanos spent on it
   */
  record Replayed(long cycles, long events, long nanos) {
    Replayed minus(Replayed before) {
      return new Replayed(cycles - before.cycles, events - before.events, nanos - before.nanos);
    }
  }

  private final Screen screen;
  private final Map<String, Long> loaded = new HashMap<>(); // this and all below: guarded by this
  private Replayed replayed = new Replayed(0, 0, 0);
  private @Nullable ProgressBar bar;

  SyncWatch(Screen screen) {
    this.screen = screen;
  }

  /** From here on, loads move this bar. */
  synchronized void show(ProgressBar loads) {
    bar = loads;
  }

  /** Rows that were loaded into the copy. */
  synchronized long loadedRows() {
    return loaded.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized Replayed replayed() {
    return replayed;
  }

  @Override
  public synchronized void onLoadProgress(String table, long loadedRows, long estimatedRows) {
    loaded.put(table, loadedRows);
    if (bar != null) {
      bar.update(loadedRows());
    }
  }

  @Override
  public synchronized void onCycle(SyncResult result) {
    if (result.events() > 0) {
      replayed =
          new Replayed(
              replayed.cycles() + 1,
              replayed.events() + result.events(),
              replayed.nanos() + result.elapsed().toNanos());
    }
  }

  @Override
  public void onTableQuarantined(String table, String reason) {
    screen.line("table " + table + " left the copy: " + reason);
  }

  @Override
  public void onError(Throwable error) {
    screen.line("the replay failed and will be tried again: " + error.getMessage());
  }

  @Override
  public void onRebuild(String reason) {
    screen.line("the copy is built anew: " + reason);
  }
}
