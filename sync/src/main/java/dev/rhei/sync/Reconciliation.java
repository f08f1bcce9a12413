package dev.rhei.sync;

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
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must happen to the tables of the copy before events can be applied to it. Pure: decided from
 * what both sides say of themselves.
 *
 * @param rebuild why all of the copy is built anew; null if it is not
 * @param drop tables that are no longer captured
 * @param load tables to load from the beginning
 * @param renew tables whose capture must be renewed first, and which are then loaded
 * @param quarantine tables that cannot be mirrored, with the reason
 */
record Reconciliation(
    @Nullable String rebuild,
    List<String> drop,
    List<String> load,
    List<String> renew,
    Map<String, String> quarantine) {

  private static final String DROPPED = "there is no such table in the database any more";

  /** Nothing to do. */
  static final Reconciliation NOTHING =
      new Reconciliation(null, List.of(), List.of(), List.of(), Map.of());

  /**
   * What both sides say.
   *
   * @param captured the tables that the log has events of
   * @param mirrored what the copy remembers
   * @param rebuild why nothing in the copy can be trusted; null if it can
   * @param schemaChanged whether definitions, or rowids, may have changed since the last cycle
   * @param changes what became of a captured table; asked only if the schema changed
   * @param rowidsKept whether rows certainly kept their rowids since the last cycle
   * @param refused tables that cannot be captured any more, with the reason
   */
  record Facts(
      Set<String> captured,
      Collection<MirrorTable> mirrored,
      @Nullable String rebuild,
      boolean schemaChanged,
      Function<String, Change> changes,
      boolean rowidsKept,
      Map<String, String> refused) {}

  boolean isEmpty() {
    return rebuild == null
        && drop.isEmpty()
        && load.isEmpty()
        && renew.isEmpty()
        && quarantine.isEmpty();
  }

  /** The same, and this mirrored table is loaded again unless that follows from it anyway. */
  Reconciliation reloading(String table) {
    if (drop.contains(table)
        || load.contains(table)
        || renew.contains(table)
        || quarantine.containsKey(table)) {
      return this;
    }
    List<String> more = new ArrayList<>(load);
    more.add(table);
    return new Reconciliation(rebuild, drop, more, renew, quarantine);
  }

  static Reconciliation of(Facts facts) {
    Map<String, MirrorTable> mirrored = new LinkedHashMap<>();
    facts.mirrored().forEach(t -> mirrored.put(Identifier.fold(t.schema().name()), t));
    List<String> load = new ArrayList<>();
    List<String> renew = new ArrayList<>();
    Map<String, String> quarantine = new LinkedHashMap<>();
    for (String table : facts.captured()) {
      String key = Identifier.fold(table);
      MirrorTable mirror = mirrored.remove(key);
      String refusal = facts.refused().get(key);
      if (refusal != null) {
        putUnlessSo(quarantine, table, refusal, mirror);
        continue;
      }
      Change change = facts.schemaChanged() ? facts.changes().apply(table) : Change.NONE;
      switch (change) {
        case DROPPED -> putUnlessSo(quarantine, table, DROPPED, mirror);
        case DEFINITION -> renew.add(table);
        case NONE -> {
          if (mirror == null
              || facts.rebuild() != null
              || (!facts.rowidsKept() && dependsOnRowids(mirror))) {
            load.add(table);
          }
        }
      }
    }
    List<String> drop = mirrored.values().stream().map(t -> t.schema().name()).toList();
    return new Reconciliation(facts.rebuild(), drop, load, renew, quarantine);
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
