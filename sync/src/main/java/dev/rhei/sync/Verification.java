package dev.rhei.sync;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.TableVerification;
import dev.rhei.core.sync.TableVerification.Repair;
import dev.rhei.core.sync.VerifyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the copy with its source, and puts right what differs. Both are pinned under the gate at
 * one position; the comparison itself keeps nobody waiting. A repair compares each differing part
 * again, under the gate, right after a cycle, and commits at that cycle's position what makes the
 * copy equal to the source at that position; so whatever happens, each position is applied once.
 */
final class Verification {
  private final CdcSyncEngine engine;
  private final OlapBackend olap;
  private final int pieceRows;
  private final long started = System.nanoTime();

  Verification(CdcSyncEngine engine, OlapBackend olap, SyncConfig config) {
    this.engine = engine;
    this.olap = olap;
    this.pieceRows = config.loadRows();
  }

  VerifyReport all() {
    try (Pin pin = engine.atOnePosition("verify", both -> both)) {
      List<TableVerification> found = new ArrayList<>();
      for (MirrorTable mirror : pin.copy().tables()) {
        found.add(compare(pin, mirror, new ArrayList<>()));
      }
      return report(pin.sequence(), found);
    }
  }

  VerifyReport one(String table) {
    try (Pin pin = engine.atOnePosition("verify of '" + table + "'", both -> both)) {
      return report(pin.sequence(), List.of(compare(pin, required(pin, table), new ArrayList<>())));
    }
  }

  VerifyReport repair(String table) {
    MirrorTable mirror;
    List<Part> differing = new ArrayList<>();
    TableVerification found;
    long sequence;
    try (Pin pin = engine.atOnePosition("repair of '" + table + "'", both -> both)) {
      mirror = required(pin, table);
      found = compare(pin, mirror, differing);
      sequence = pin.sequence();
    }
    return report(sequence, List.of(found.repairedBy(repair(mirror, found, differing))));
  }

  private VerifyReport report(long sequence, List<TableVerification> found) {
    return new VerifyReport(sequence, Duration.ofNanos(System.nanoTime() - started), found);
  }

  private static MirrorTable required(Pin pin, String table) {
    return pin.table(table)
        .orElseThrow(
            () ->
                CdcSyncEngine.notRegistered(
                    table, pin.copy().tables().stream().map(t -> t.schema().name()).toList()));
  }

  private TableVerification compare(Pin pin, MirrorTable mirror, List<Part> differing) {
    String name = mirror.schema().name();
    return switch (mirror.state()) {
      case LOADING ->
          TableVerification.skipped(
              name,
              mirror.state(),
              "it is being loaded, " + mirror.loadedRows() + " rows so far; SQLite answers for it");
      case QUARANTINED -> TableVerification.skipped(name, mirror.state(), mirror.reason());
      case LIVE -> compareLive(pin, mirror.schema(), differing);
    };
  }

  private TableVerification compareLive(Pin pin, TableSchema table, List<Part> differing) {
    String name = table.name();
    long estimate = pin.tables().estimateRows(name);
    TableComparison comparison =
        new TableComparison(
            pin,
            table,
            pieceRows,
            rows -> {
              requireNotInterrupted(name);
              engine.tell(told -> told.onVerifyProgress(name, rows, Math.max(rows, estimate)));
            });
    try {
      TableVerification found = comparison.run();
      differing.addAll(comparison.differing());
      return found;
    } catch (MisfitException e) {
      return TableVerification.skipped(
          name,
          MirrorState.LIVE,
          "its keys cannot be compared: " + e.getMessage() + "; call resync(\"" + name + "\")");
    }
  }

  private static void requireNotInterrupted(String table) {
    if (Thread.currentThread().isInterrupted()) {
      throw new HtapException(
          ErrorCode.INTERRUPTED, "the comparison of '" + table + "' was interrupted");
    }
  }

  private Repair repair(MirrorTable mirror, TableVerification found, List<Part> differing) {
    String name = mirror.schema().name();
    boolean keysUnfit = mirror.state() == MirrorState.LIVE && !found.isCompared();
    boolean much = found.differences() > Math.max(pieceRows, found.rows() / 4);
    if (keysUnfit || much) {
      engine.resync(name);
      return Repair.RESYNC;
    }
    for (Part part : differing) {
      if (!engine.atOnePosition("repair of '" + name + "'", pin -> repair(pin, mirror, part))) {
        engine.resync(name);
        return Repair.RESYNC;
      }
    }
    return differing.isEmpty() ? Repair.NONE : Repair.RANGES;
  }

  /** Under the gate: false if the part cannot be put right by its keys. */
  private boolean repair(Pin both, MirrorTable mirror, Part part) {
    try (Pin pin = both;
        OlapWrite write = olap.beginWrite()) {
      if (!pin.copy().tables().contains(mirror)) {
        return true; // loaded anew meanwhile, or off the copy
      }
      RepairChanges changes = new RepairChanges(write, mirror.schema(), pieceRows);
      new PartComparison(pin, mirror.schema(), pieceRows, changes).run(part, piece -> {});
      changes.flush();
      if (changes.any()) {
        write.commit(pin.sequence());
      }
      return !changes.unreachable();
    } catch (MisfitException e) {
      return false;
    }
  }
}
