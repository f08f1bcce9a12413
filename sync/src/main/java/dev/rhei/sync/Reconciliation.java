package dev.rhei.sync;

import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.cdc.TableSnapshot.Change;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must happen to the tables of the copy before events can be applied to it. Pure: decided from
 * what both sides say of themselves.
 *
 * @param rebuild why all of the copy is built anew; null if it is not
 * @param drop tables that are no longer captured
 * @param evolve tables that were altered, to alter likewise
 * @param load tables to load from the beginning
 * @param renew tables whose capture must be renewed first, and which are then loaded
 * @param quarantine tables that cannot be mirrored, with the reason
 */
record Reconciliation(
    @Nullable String rebuild,
    List<String> drop,
    List<TableEvolution> evolve,
    List<String> load,
    List<String> renew,
    Map<String, String> quarantine) {

  private static final String DROPPED = "there is no such table in the database any more";

  private static final String FOREIGN =
      "another process changed its definition; resync() mirrors it as it is now";

  /** Nothing to do. */
  static final Reconciliation NOTHING =
      new Reconciliation(null, List.of(), List.of(), List.of(), List.of(), Map.of());

  /**
   * What both sides say.
   *
   * @param captured the tables that the log has events of, each with its capture's number
   * @param mirrored what the copy remembers
   * @param mirroredUnder the capture under which the copy follows a table; empty if not known
   * @param evolutions what is known of tables that were altered since the last cycle
   * @param rebuild why nothing in the copy can be trusted; null if it can
   * @param schemaChanged whether definitions, or rowids, may have changed since the last cycle
   * @param changes what became of a captured table; asked only if the schema changed
   * @param rowidsKept whether rows certainly kept their rowids since the last cycle
   * @param quarantineForeign whether what others did to a table takes it off the copy
   * @param reload a table to load again whatever is known of it; null for none
   * @param refused tables that cannot be captured any more, with the reason
   */
  record Facts(
      Map<String, Long> captured,
      Collection<MirrorTable> mirrored,
      Function<String, Optional<Long>> mirroredUnder,
      List<TableEvolution> evolutions,
      @Nullable String rebuild,
      boolean schemaChanged,
      Function<String, Change> changes,
      boolean rowidsKept,
      boolean quarantineForeign,
      @Nullable String reload,
      Map<String, String> refused) {

    private boolean isReloaded(String table) {
      return reload != null && Identifier.same(reload, table);
    }

    private Change changeOf(String table) {
      return schemaChanged || isReloaded(table) ? changes.apply(table) : Change.NONE;
    }

    /** Whether the change of its definition, which was not ours, takes it off the copy. */
    private boolean isForeign(String table) {
      return quarantineForeign && !rowidsKept && !isReloaded(table);
    }

    /** Whether what the copy has of a table cannot be trusted. */
    private boolean isStale(MirrorTable mirror, long capture) {
      String table = mirror.schema().name();
      return rebuild != null
          || isReloaded(table)
          || !mirroredUnder.apply(table).equals(Optional.of(capture))
          || (!rowidsKept && dependsOnRowids(mirror));
    }
  }

  boolean isEmpty() {
    return rebuild == null
        && drop.isEmpty()
        && evolve.isEmpty()
        && load.isEmpty()
        && renew.isEmpty()
        && quarantine.isEmpty();
  }

  static Reconciliation of(Facts facts) {
    Map<String, MirrorTable> mirrored = new LinkedHashMap<>();
    facts.mirrored().forEach(t -> mirrored.put(Identifier.fold(t.schema().name()), t));
    List<TableEvolution> evolve = new ArrayList<>();
    List<String> load = new ArrayList<>();
    List<String> renew = new ArrayList<>();
    Map<String, String> quarantine = new LinkedHashMap<>();
    facts
        .captured()
        .forEach(
            (table, capture) -> {
              TableEvolution evolution = evolution(facts, mirrored, capture);
              if (evolution != null) {
                mirrored.remove(Identifier.fold(evolution.before()));
              }
              MirrorTable mirror = mirrored.remove(Identifier.fold(table));
              String refusal = facts.refused().get(Identifier.fold(table));
              if (refusal != null) {
                putUnlessSo(quarantine, table, refusal, mirror);
              } else if (evolution != null) {
                evolve.add(evolution);
              } else {
                switch (facts.changeOf(table)) {
                  case DROPPED -> putUnlessSo(quarantine, table, DROPPED, mirror);
                  case DEFINITION -> {
                    if (facts.isForeign(table)) {
                      putUnlessSo(quarantine, table, FOREIGN, mirror);
                    } else {
                      renew.add(table);
                    }
                  }
                  case CAPTURE -> renew.add(table);
                  case NONE -> {
                    if (mirror == null || facts.isStale(mirror, capture)) {
                      load.add(table);
                    }
                  }
                }
              }
            });
    List<String> drop = mirrored.values().stream().map(t -> t.schema().name()).toList();
    return new Reconciliation(facts.rebuild(), drop, evolve, load, renew, quarantine);
  }

  /** How the copy of a table can follow to this capture; null if it cannot, or need not. */
  private static @Nullable TableEvolution evolution(
      Facts facts, Map<String, MirrorTable> mirrored, long capture) {
    if (facts.rebuild() != null) {
      return null;
    }
    for (TableEvolution evolution : facts.evolutions()) {
      MirrorTable mirror = mirrored.get(Identifier.fold(evolution.before()));
      if (evolution.captureAfter() == capture
          && mirror != null
          && mirror.state() == MirrorState.LIVE
          && facts
              .mirroredUnder()
              .apply(evolution.before())
              .equals(Optional.of(evolution.captureBefore()))) {
        return evolution;
      }
    }
    return null;
  }

  private static void putUnlessSo(
      Map<String, String> quarantine, String table, String reason, @Nullable MirrorTable mirror) {
    boolean isSo =
        mirror != null
            && mirror.state() == MirrorState.QUARANTINED
            && mirror.reason().equals(reason);
    if (!isSo) {
      quarantine.put(table, reason);
    }
  }

  private static boolean dependsOnRowids(MirrorTable mirror) {
    return mirror.schema().rowKey() == RowKey.ROWID && mirror.state() != MirrorState.QUARANTINED;
  }
}
