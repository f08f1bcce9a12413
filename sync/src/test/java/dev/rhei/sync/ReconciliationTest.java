package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.TableSnapshot.Change;
import dev.rhei.core.engine.MirrorTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final MirrorTable ORDERS = MirrorTable.loading(Schemas.numbered("orders")).live();
  private static final MirrorTable NOTES = MirrorTable.loading(Schemas.unkeyed("notes")).live();

  private final Set<String> captured = new LinkedHashSet<>();
  private final List<MirrorTable> mirrored = new ArrayList<>();
  private final Map<String, Change> changes = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private String rebuild;
  private boolean schemaChanged;
  private boolean rowidsKept = true;

  @Test
  void nothingChangedIsNothingToDo() {
    mirrors(ORDERS);
    mirrors(NOTES);
    assertThat(plan()).isEqualTo(Reconciliation.NOTHING);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aCapturedTableThatTheCopyDoesNotKnowIsLoaded() {
    captured.add("orders");
    assertThat(plan().load()).containsExactly("orders");
    assertThat(plan().isEmpty()).isFalse();
  }

  @Test
  void aTableThatIsNoLongerCapturedIsDropped() {
    mirrored.add(ORDERS);
    assertThat(plan().drop()).containsExactly("orders");
  }

  @Test
  void namesAreComparedAsSqliteDoes() {
    captured.add("ORDERS");
    mirrored.add(ORDERS);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void definitionsAreNotAskedForUnlessTheSchemaChanged() {
    mirrors(ORDERS);
    changes.put("orders", Change.DEFINITION);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void anotherDefinitionRenewsTheCapture() {
    mirrors(ORDERS);
    mirrors(NOTES);
    changes.put("orders", Change.DEFINITION);
    schemaChanged = true;
    assertThat(plan().renew()).containsExactly("orders");
    assertThat(plan().load()).isEmpty();
  }

  @Test
  void anotherDefinitionMayHelpATableInQuarantine() {
    mirrors(ORDERS.quarantined("why"));
    changes.put("orders", Change.DEFINITION);
    schemaChanged = true;
    assertThat(plan().renew()).containsExactly("orders");
  }

  @Test
  void aTableThatIsGoneIsQuarantinedOnce() {
    mirrors(ORDERS);
    changes.put("orders", Change.DROPPED);
    schemaChanged = true;
    Map<String, String> quarantine = plan().quarantine();
    assertThat(quarantine).containsOnlyKeys("orders");
    mirrored.set(0, ORDERS.quarantined(quarantine.get("orders")));
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aTableThatIsGoneAndWasNeverMirroredIsQuarantinedToo() {
    captured.add("orders");
    changes.put("orders", Change.DROPPED);
    schemaChanged = true;
    assertThat(plan().quarantine()).containsOnlyKeys("orders");
    assertThat(plan().load()).isEmpty();
  }

  @Test
  void aRebuildLoadsAllThatIsCapturedAndDropsTheRest() {
    mirrors(ORDERS);
    mirrored.add(NOTES);
    rebuild = "another database";
    assertThat(plan().rebuild()).isEqualTo("another database");
    assertThat(plan().load()).containsExactly("orders");
    assertThat(plan().drop()).containsExactly("notes");
  }

  @Test
  void aRebuildGivesTablesInQuarantineAnotherChance() {
    mirrors(ORDERS.quarantined("why"));
    rebuild = "another database";
    assertThat(plan().load()).containsExactly("orders");
  }

  @Test
  void aRebuildRenewsWhatHasAnotherDefinition() {
    mirrors(ORDERS);
    changes.put("orders", Change.DEFINITION);
    schemaChanged = true;
    rebuild = "another database";
    assertThat(plan().renew()).containsExactly("orders");
    assertThat(plan().load()).isEmpty();
  }

  @Test
  void newRowidsLoadTheTablesThatDependOnThem() {
    mirrors(ORDERS);
    mirrors(NOTES);
    schemaChanged = true;
    rowidsKept = false;
    assertThat(plan().load()).containsExactly("notes");
  }

  @Test
  void newRowidsStartALoadInProgressAgain() {
    mirrors(MirrorTable.loading(Schemas.unkeyed("notes")).loadedTo("i5", 5));
    schemaChanged = true;
    rowidsKept = false;
    assertThat(plan().load()).containsExactly("notes");
  }

  @Test
  void newRowidsDoNotEndAQuarantine() {
    mirrors(NOTES.quarantined("why"));
    schemaChanged = true;
    rowidsKept = false;
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aRefusedTableIsQuarantinedWhateverElseIsTrueOfIt() {
    mirrors(ORDERS);
    refused.put("orders", "cannot be captured");
    changes.put("orders", Change.DEFINITION);
    schemaChanged = true;
    rebuild = "another database";
    assertThat(plan().quarantine()).containsExactly(Map.entry("orders", "cannot be captured"));
    assertThat(plan().renew()).isEmpty();
    assertThat(plan().load()).isEmpty();
  }

  @Test
  void aRefusalThatIsKnownIsNotRepeated() {
    mirrors(ORDERS.quarantined("cannot be captured"));
    refused.put("orders", "cannot be captured");
    assertThat(plan().isEmpty()).isTrue();
    refused.put("orders", "for another reason");
    assertThat(plan().quarantine()).containsEntry("orders", "for another reason");
  }

  @Test
  void reloadingAddsATable() {
    mirrors(ORDERS);
    assertThat(plan().reloading("orders").load()).containsExactly("orders");
  }

  @Test
  void reloadingAddsNothingToWhatBecomesOfTheTableAnyway() {
    mirrors(ORDERS);
    changes.put("orders", Change.DEFINITION);
    schemaChanged = true;
    assertThat(plan().reloading("orders")).isEqualTo(plan());
    changes.put("orders", Change.DROPPED);
    assertThat(plan().reloading("orders")).isEqualTo(plan());
    captured.clear();
    assertThat(plan().reloading("orders")).isEqualTo(plan());
  }

  private void mirrors(MirrorTable table) {
    captured.add(table.schema().name());
    mirrored.add(table);
  }

  private Reconciliation plan() {
    return Reconciliation.of(
        new Reconciliation.Facts(
            captured,
            mirrored,
            rebuild,
            schemaChanged,
            table -> changes.getOrDefault(table, Change.NONE),
            rowidsKept,
            refused));
  }
}
