package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorPlannerTest {
  private static final TableSchema NUMBERED = Schemas.numbered("t");
  private static final TableSchema PAIRED = Schemas.paired("t");

  private long sequence;

  @Test
  void anInsertIsAnUpsert() throws MisfitException {
    assertThat(plan(NUMBERED, insert(1L, "one"))).isEqualTo("delete [] upsert [[1, one]]");
  }

  @Test
  void anUpdateIsAnUpsert() throws MisfitException {
    assertThat(plan(NUMBERED, update(key(1L), 1L, "uno"))).isEqualTo("delete [] upsert [[1, uno]]");
  }

  @Test
  void theLastChangeOfAKeyWins() throws MisfitException {
    assertThat(
            plan(
                NUMBERED,
                insert(1L, "one"),
                update(key(1L), 1L, "two"),
                update(key(1L), 1L, "three")))
        .isEqualTo("delete [] upsert [[1, three]]");
  }

  @Test
  void insertThenDeleteIsADelete() throws MisfitException {
    // And not nothing: the row may have been in the copy before, under a REPLACE.
    assertThat(plan(NUMBERED, insert(1L, "one"), delete(1L))).isEqualTo("delete [[1]] upsert []");
  }

  @Test
  void deleteThenInsertIsAnUpsert() throws MisfitException {
    assertThat(plan(NUMBERED, delete(1L), insert(1L, "new")))
        .isEqualTo("delete [] upsert [[1, new]]");
  }

  @Test
  void changesStandInTheOrderOfTheLastChangeOfTheirKey() throws MisfitException {
    assertThat(
            plan(
                NUMBERED,
                insert(3L, "three"),
                insert(1L, "one"),
                insert(2L, "two"),
                update(key(3L), 3L, "drei")))
        .isEqualTo("delete [] upsert [[1, one], [2, two], [3, drei]]");
  }

  @Test
  void noEventsAreNoChanges() throws MisfitException {
    assertThat(plan(NUMBERED)).isEqualTo("delete [] upsert []");
  }

  @Test
  void compositeKeysAreToldApartByAllTheirValues() throws MisfitException {
    assertThat(
            plan(
                PAIRED,
                insert(1L, "a", 10L),
                insert(1L, "b", 11L),
                insert(2L, "a", 12L),
                delete("b", 1L),
                update(key("a", 2L), 2L, "a", 13L)))
        .isEqualTo("delete [[b, 1]] upsert [[1, a, 10], [2, a, 13]]");
  }

  @Test
  void rowidsStandAtTheEndOfARow() throws MisfitException {
    assertThat(plan(Schemas.unkeyed("t"), insert("a", 7L), insert("b", 8L), delete(7L)))
        .isEqualTo("delete [[7]] upsert [[b, 8]]");
  }

  @Test
  void zeroAndMinusZeroAreOneKey() throws MisfitException {
    assertThat(plan(Schemas.measured("t"), insert(0.0, 1L), delete(-0.0)))
        .isEqualTo("delete [[-0.0]] upsert []");
    assertThat(plan(Schemas.measured("t"), delete(0.0), insert(-0.0, 1L)))
        .isEqualTo("delete [] upsert [[-0.0, 1]]");
  }

  @Test
  void theGreatestAndTheLeastKeyAreKeysLikeOthers() throws MisfitException {
    assertThat(plan(NUMBERED, insert(Long.MAX_VALUE, "max"), delete(Long.MIN_VALUE)))
        .isEqualTo("delete [[-9223372036854775808]] upsert [[9223372036854775807, max]]");
  }

  @Test
  void onlyTheLastChangeOfAKeyHasToFit() throws MisfitException {
    assertThat(
            plan(
                NUMBERED,
                insert(1L, 4.5),
                update(key(1L), 1L, "fits"),
                insert(2L, new byte[] {1}),
                delete(2L)))
        .isEqualTo("delete [[2]] upsert [[1, fits]]");
  }

  @Test
  void aLastChangeThatDoesNotFitIsAMisfit() {
    assertThatExceptionOfType(MisfitException.class)
        .isThrownBy(() -> plan(NUMBERED, insert(1L, "fits"), update(key(1L), 1L, 4.5)))
        .withMessageContaining("'name' of 't'");
  }

  @Test
  void aDeleteWhoseKeyNoRowOfTheCopyCanHaveIsIgnored() throws MisfitException {
    assertThat(plan(PAIRED, delete("a", "no integer"), delete("a", 1L)))
        .isEqualTo("delete [[a, 1]] upsert []");
  }

  @Test
  void valuesAndKeysAreConvertedForTheCopy() throws MisfitException {
    TableChanges changes =
        planner(MirrorTable.loading(Schemas.dated("t")).live())
            .plan(List.of(insert("2026-02-28", 1L), delete("2026-03-01")));
    assertThat(changes.upserts().get(0)[0]).isEqualTo(LocalDate.of(2026, 2, 28));
    assertThat(changes.deletes().get(0)[0]).isEqualTo(LocalDate.of(2026, 3, 1));
  }

  @Test
  void aTableThatIsBeingLoadedLeavesKeysAboveTheLoadedOneToTheLoad() throws MisfitException {
    MirrorTable loading = MirrorTable.loading(NUMBERED).loadedTo("i5", 5);
    assertThat(
            plan(
                loading,
                insert(5L, "five"),
                insert(6L, "six"),
                delete(4L),
                delete(7L),
                update(key(-1L), -1L, "below"),
                update(key(8L), 8L, 4.5)))
        .isEqualTo("delete [[4]] upsert [[5, five], [-1, below]]");
  }

  @Test
  void aTableThatIsBeingLoadedByItsRowidDoesSoToo() throws MisfitException {
    MirrorTable loading = MirrorTable.loading(Schemas.unkeyed("t")).loadedTo("i5", 5);
    assertThat(plan(loading, insert("a", 5L), insert("b", 6L)))
        .isEqualTo("delete [] upsert [[a, 5]]");
  }

  @Test
  void aTableWithAnotherKeyTakesEveryEventWhileItIsLoaded() throws MisfitException {
    MirrorTable loading =
        MirrorTable.loading(PAIRED).loadedTo(KeyText.encode(new Object[] {"b", 1L}), 1);
    assertThat(plan(loading, insert(9L, "z", 1L), delete("a", 1L)))
        .isEqualTo("delete [[a, 1]] upsert [[9, z, 1]]");
  }

  @Test
  void aTableOfWhichNothingIsLoadedTakesNoEvents() throws MisfitException {
    assertThat(plan(MirrorTable.loading(NUMBERED), insert(1L, "one"), delete(2L)))
        .isEqualTo("delete [] upsert []");
  }

  @Test
  void eventsAreWantedByWhatHasRows() {
    MirrorTable loading = MirrorTable.loading(NUMBERED);
    assertThat(MirrorPlanner.wantsEvents(loading)).isFalse();
    assertThat(MirrorPlanner.wantsEvents(loading.loadedTo("i1", 1))).isTrue();
    assertThat(MirrorPlanner.wantsEvents(loading.live())).isTrue();
    assertThat(MirrorPlanner.wantsEvents(loading.quarantined("why"))).isFalse();
  }

  private static String plan(TableSchema table, CdcEvent... events) throws MisfitException {
    return plan(MirrorTable.loading(table).live(), events);
  }

  private static String plan(MirrorTable mirror, CdcEvent... events) throws MisfitException {
    TableChanges changes = planner(mirror).plan(List.of(events));
    return "delete " + text(changes.deletes()) + " upsert " + text(changes.upserts());
  }

  private static MirrorPlanner planner(MirrorTable mirror) {
    return new MirrorPlanner(mirror);
  }

  private static String text(List<Object[]> rows) {
    return rows.stream().map(Arrays::deepToString).toList().toString();
  }

  private CdcEvent insert(Object... row) {
    return CdcEvent.insert(++sequence, "t", 1, row);
  }

  private CdcEvent update(Object[] key, Object... row) {
    return CdcEvent.update(++sequence, "t", 1, key, row);
  }

  private CdcEvent delete(Object... key) {
    return CdcEvent.delete(++sequence, "t", 1, key);
  }

  private static Object[] key(Object... values) {
    return values;
  }
}
