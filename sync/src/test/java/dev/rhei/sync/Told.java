package dev.rhei.sync;

import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told, as text. */
final class Told implements SyncListener {
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Everything so far; the next call starts anew. */
  List<String> take() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }

  @Override
  public void onCycle(SyncResult result) {
    told.add("cycle to " + result.lastSequence());
  }

  @Override
  public void onLoadProgress(String table, long loadedRows, long estimatedRows) {
    told.add("loaded " + loadedRows + " of " + estimatedRows + " of " + table);
  }

  @Override
  public void onVerifyProgress(String table, long rows, long estimatedRows) {
    told.add("verified " + rows + " of " + estimatedRows + " of " + table);
  }

  @Override
  public void onTableLive(String table) {
    told.add("live " + table);
  }

  @Override
  public void onTableQuarantined(String table, String reason) {
    told.add("quarantined " + table + ": " + reason);
  }

  @Override
  public void onLogGrowth(long bytes, long limit) {
    told.add("log " + bytes + " of " + limit);
  }

  @Override
  public void onTableSuspended(String table, long bytes) {
    told.add("suspended " + table + " at " + bytes);
  }

  @Override
  public void onError(Throwable error) {
    told.add("error " + error.getMessage());
  }

  @Override
  public void onRebuild(String reason) {
    told.add("rebuild: " + reason);
  }
}
