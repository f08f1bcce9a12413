package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.EVERYTHING;
import static dev.rhei.testkit.OlapFixtures.ID;
import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.field;
import static dev.rhei.testkit.OlapFixtures.items;
import static dev.rhei.testkit.OlapFixtures.key;
import static dev.rhei.testkit.OlapFixtures.keys;
import static dev.rhei.testkit.OlapFixtures.listOf;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.refused;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.rows;
import static dev.rhei.testkit.OlapFixtures.table;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables, and what is remembered of them. Part of {@link OlapBackendContract}. */
interface OlapTablesContract extends OlapContract {

  @Test
  default void namesMayBeAnything() {
    List<String> names =
        List.of(
            "select", "a b", "a.b", "quo\"te", "it's", "😀", "Ünïcode", "É", "é", "rowid", "main",
            "f", "t", "1", "?", "a;b");
    try (OlapBackend olap = open(dir())) {
      for (String name : names) {
        TableSchema table =
            table(
                name,
                List.of("key"),
                field("key", SqliteField.INT64),
                field(name, SqliteField.UTF8));
        createTable(olap, 1, table);
        commit(olap, 2, write -> write.append(live(table), listOf(row(1L, "a"), row(2L, "b"))));
        commit(
            olap,
            3,
            write -> write.apply(new TableChanges(table, keys(key(1L)), listOf(row(2L, name)))));
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        assertThat(rows(olap, "SELECT " + quoted + " FROM " + quoted, ValueKind.TEXT))
            .isEqualTo("[[" + name + "]]");
      }
      assertThat(olap.tables()).hasSize(names.size());
    }
  }

  @Test
  default void columnsMayDifferInTheCaseOfLettersBeyondAscii() {
    TableSchema table =
        table(
            "accents",
            List.of("É"),
            field("É", SqliteField.INT64),
            field("é", SqliteField.INT64),
            field("ſ", SqliteField.INT64),
            field("s", SqliteField.INT64));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, table);
      commit(olap, 2, write -> write.append(live(table), listOf(row(1L, 2L, 3L, 4L))));
      commit(olap, 3, write -> write.apply(upserts(table, row(1L, 20L, 30L, 40L))));
      assertThat(
              rows(
                  olap,
                  "SELECT \"é\", \"É\", \"s\", \"ſ\" FROM accents",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.INTEGER))
          .isEqualTo("[[20, 1, 40, 30]]");
    }
  }

  @Test
  default void createTableReplacesOneOfTheSameName() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(99L, "old"))));
      TableSchema other = table("Items", List.of("id"), ID, field("price", SqliteField.FLOAT64));
      commit(
          olap,
          3,
          write -> {
            write.createTable(MirrorTable.loading(other));
            write.append(MirrorTable.loading(other), listOf(row(1L, 2.5)));
            write.apply(upserts(other, row(1L, 3.5), row(2L, 4.5)));
          });
      assertThat(olap.tables()).containsExactly(MirrorTable.loading(other));
      assertThat(
              rows(
                  olap,
                  "SELECT id, price FROM Items ORDER BY id",
                  ValueKind.INTEGER,
                  ValueKind.REAL))
          .isEqualTo("[[1, 3.5], [2, 4.5]]");
    }
  }

  @Test
  default void dropTableForgets() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> {
            write.dropTable("ITEMS");
            write.dropTable("never was there");
          });
      assertThat(olap.tables()).isEmpty();
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(() -> rows(olap, "SELECT id FROM items", ValueKind.INTEGER));
      createTable(olap, 3, ITEMS);
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  default void updateTableChangesWhatIsRemembered() {
    try (OlapBackend olap = open(dir())) {
      commit(olap, 1, write -> write.createTable(MirrorTable.loading(ITEMS)));
      MirrorTable halfway = MirrorTable.loading(ITEMS).loadedTo("[2]", 2);
      commit(
          olap,
          1,
          write -> {
            write.append(halfway, listOf(row(1L, "one"), row(2L, "two")));
            write.updateTable(halfway);
          });
      assertThat(olap.tables()).containsExactly(halfway);
      long version = olap.tablesVersion();
      commit(olap, 1, write -> write.updateTable(halfway.live()));
      assertThat(olap.tables()).containsExactly(halfway.live());
      assertThat(olap.tablesVersion()).isGreaterThan(version);
      commit(olap, 1, write -> write.updateTable(halfway.quarantined("no 'reason'")));
      assertThat(olap.tables().iterator().next().state()).isEqualTo(MirrorState.QUARANTINED);
      assertThat(olap.tables().iterator().next().reason()).isEqualTo("no 'reason'");
      assertThat(items(olap)).isEqualTo("[[1, one], [2, two]]");
    }
  }

  @Test
  default void tablesVersionGrowsWithTablesAndNotWithRows() {
    try (OlapBackend olap = open(dir())) {
      long empty = olap.tablesVersion();
      createTable(olap, 1, ITEMS);
      long created = olap.tablesVersion();
      assertThat(created).isGreaterThan(empty);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"))));
      assertThat(olap.tablesVersion()).isEqualTo(created);
      commit(olap, 3, write -> write.dropTable("items"));
      assertThat(olap.tablesVersion()).isGreaterThan(created);
    }
  }

  @Test
  default void aQueryForOtherTablesIsSentBack() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      long stale = olap.tablesVersion();
      createTable(olap, 2, EVERYTHING);
      Translation.Translated translated =
          new Translation.Translated(
              "SELECT id FROM items",
              List.of(new OutputColumn("id", ValueKind.INTEGER)),
              List.of());
      refused(
          ErrorCode.OLAP_CHANGED,
          () ->
              olap.query(new OlapQuery(translated, List.of(), stale, QueryOptions.DEFAULT))
                  .close());
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  default void propertiesCanBeReplaced() {
    try (OlapBackend olap = open(dir())) {
      commit(olap, 1, write -> write.putProperty("p", "one"));
      commit(
          olap,
          1,
          write -> {
            write.putProperty("p", "two");
            write.putProperty("p", "three");
            write.putProperty("q", "");
          });
      assertThat(olap.property("p")).contains("three");
      assertThat(olap.property("q")).contains("");
    }
  }
}
