package dev.rhei;

import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told, as text; and can do something on a load's progress. */
final class Heard implements SyncListener {
  private final List<String> all = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Runnable onProgress = () -> {};
  private volatile long events;

  /** Everything that starts with one of these words, in order. */
  List<String> of(String... words) {
    return all.stream().filter(text -> List.of(words).stream().anyMatch(text::startsWith)).toList();
  }

  /** Sum of the events of all cycles. */
  long events() {
    return events;
  }

  void clear() {
    all.clear();
    events = 0;
  }

  /** What went wrong in the work on progress, which the replay only logs. */
  List<Throwable> failures() {
    return failures;
  }

  /** Runs after each cycle that loaded rows, and each piece that was verified, on its thread. */
  void onProgress(Runnable work) {
    onProgress = work;
  }

  @Override
  public synchronized void onCycle(SyncResult result) {
    events += result.events();
  }

  @Override
  public void onLoadProgress(String table, long loadedRows, long estimatedRows) {
    all.add("loaded " + table + " " + loadedRows + " of " + estimatedRows);
    progress();
  }

  @Override
  public void onVerifyProgress(String table, long rows, long estimatedRows) {
    all.add("verified " + table + " " + rows + " of " + estimatedRows);
    progress();
  }

  private void progress() {
    try {
      onProgress.run();
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  @Override
  public void onTableLive(String table) {
    all.add("live " + table);
  }

  @Override
  public void onTableQuarantined(String table, String reason) {
    all.add("quarantined " + table + ": " + reason);
  }

  @Override
  public void onLogGrowth(long bytes, long limit) {
    all.add("log grows to a limit of " + limit);
  }

  @Override
  public void onTableSuspended(String table, long bytes) {
    all.add("suspended " + table);
  }

  @Override
  public void onError(Throwable error) {
    all.add("error " + error.getMessage());
  }

  @Override
  public void onRebuild(String reason) {
    all.add("rebuild " + reason);
  }
}
