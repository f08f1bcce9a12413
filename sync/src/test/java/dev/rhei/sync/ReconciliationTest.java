package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.cdc.TableSnapshot.Change;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.schema.TableAlteration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final MirrorTable ORDERS = MirrorTable.loading(Schemas.numbered("orders")).live();
  private static final MirrorTable NOTES = MirrorTable.loading(Schemas.unkeyed("notes")).live();

  private final Map<String, Long> captured = new LinkedHashMap<>();
  private final Map<String, Long> under = new LinkedHashMap<>();
  private final List<TableEvolution> evolutions = new ArrayList<>();
  private boolean quarantineForeign;
  private String reload;
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
    captured.put("orders", 1L);
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
    captured.put("ORDERS", 1L);
    under.put("orders", 1L);
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
    captured.put("orders", 1L);
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
  void aTableIsLoadedAgainIfItIsAskedFor() {
    mirrors(ORDERS);
    mirrors(NOTES);
    reload = "Orders";
    assertThat(plan().load()).containsExactly("orders");
    assertThat(plan().renew()).isEmpty();
  }

  @Test
  void aTableToLoadAgainIsCapturedAnewIfItsDefinitionChangedWhateverTheSchemaVersion() {
    mirrors(ORDERS);
    changes.put("orders", Change.DEFINITION);
    reload = "orders";
    assertThat(plan().renew()).containsExactly("orders");
    assertThat(plan().load()).isEmpty();
  }

  @Test
  void aTableUnderAnotherCaptureIsLoadedAnew() {
    mirrors(ORDERS);
    mirrors(NOTES);
    captured.put("orders", 2L);
    assertThat(plan().load()).containsExactly("orders");
    under.remove("notes");
    assertThat(plan().load()).containsExactly("orders", "notes");
  }

  @Test
  void aTableWhoseAlterationIsKnownIsAltered() {
    mirrors(ORDERS);
    captured.remove("orders");
    captured.put("invoices", 2L);
    TableEvolution renamed = renamed(1, 2);
    evolutions.add(renamed);
    assertThat(plan().evolve()).containsExactly(renamed);
    assertThat(plan().drop()).isEmpty();
    assertThat(plan().load()).isEmpty();
  }

  @Test
  void anAlterationOfAnotherCaptureOrOfATableThatIsNotLiveIsNoneOfOurs() {
    mirrors(ORDERS);
    captured.remove("orders");
    captured.put("invoices", 3L);
    evolutions.add(renamed(1, 2));
    assertThat(plan().evolve()).isEmpty();
    assertThat(plan().load()).containsExactly("invoices");
    assertThat(plan().drop()).containsExactly("orders");
    evolutions.set(0, renamed(2, 3));
    assertThat(plan().evolve()).isEmpty();
    evolutions.set(0, renamed(1, 3));
    rebuild = "the copy is empty";
    assertThat(plan().evolve()).isEmpty();
    rebuild = null;
    mirrored.set(0, MirrorTable.loading(ORDERS.schema()));
    assertThat(plan().evolve()).isEmpty();
    assertThat(plan().load()).containsExactly("invoices");
  }

  @Test
  void whatOthersAlterIsQuarantinedIfThatIsTheirPolicy() {
    mirrors(ORDERS);
    changes.put("orders", Change.DEFINITION);
    schemaChanged = true;
    quarantineForeign = true;
    assertThat(plan().renew()).as("our own change").containsExactly("orders");
    rowidsKept = false;
    assertThat(plan().renew()).isEmpty();
    assertThat(plan().quarantine()).containsKey("orders");
    reload = "orders";
    assertThat(plan().renew()).containsExactly("orders");
    assertThat(plan().quarantine()).isEmpty();
    reload = null;
    changes.put("orders", Change.CAPTURE); // suspended by us, perhaps before a restart
    assertThat(plan().renew()).containsExactly("orders");
    assertThat(plan().quarantine()).isEmpty();
  }

  private static TableEvolution renamed(long before, long after) {
    return new TableEvolution(before, after, "orders", "invoices", new TableAlteration.None());
  }

  private void mirrors(MirrorTable table) {
    captured.put(table.schema().name(), 1L);
    under.put(table.schema().name(), 1L);
    mirrored.add(table);
  }

  private Reconciliation plan() {
    return Reconciliation.of(
        new Reconciliation.Facts(
            captured,
            mirrored,
            table -> Optional.ofNullable(under.get(table)),
            evolutions,
            rebuild,
            schemaChanged,
            table -> changes.getOrDefault(table, Change.NONE),
            rowidsKept,
            quarantineForeign,
            reload,
            refused));
  }
}
