package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.Refused;
import dev.rhei.core.engine.Translation.Translated;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteOlapTranslatorTest {
  private static final TableSchema TOWNS =
      new TableSchema(
          "towns",
          new Schema(
              List.of(
                  SqliteField.of("name", "TEXT", StorageClass.TEXT, true, "NOCASE"),
                  SqliteField.numeric("size", "DECIMAL(9,2)", true, "BINARY"))),
          List.of("name"),
          RowKey.ROWID);
  private static final SchemaRegistry LIVE = SchemaRegistry.of(1, List.of(TOWNS));

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM towns WHERE name = 'a' AND size < ?",
        "WITH RECURSIVE small AS (SELECT * FROM towns) SELECT * FROM small WHERE name = 'a' AND"
            + " size < ?",
        "SELECT * FROM towns NATURAL JOIN towns other WHERE name LIKE 'a%' AND size < ? -- end"
      })
  void answersAsSqliteDoesAndKeepsTheRowidHidden(String sql) {
    try (SqliteOlapBackend olap = SqliteOlapBackend.open(dir.resolve("copy.sqlite"))) {
      try (OlapWrite write = olap.beginWrite()) {
        write.createTable(MirrorTable.loading(TOWNS).live());
        Object[][] rows = {{"A", 5.0, 1L}, {"b", 2.5, 2L}};
        write.apply(new TableChanges(TOWNS, List.of(), Arrays.asList(rows)));
        write.commit(1);
      }
      Translated translated = (Translated) translate(sql);
      assertThat(translated.columns())
          .extracting(Translation.OutputColumn::label)
          .containsExactly("name", "size");
      try (OlapCursor cursor =
          olap.query(
              new OlapQuery(translated, List.of(9), olap.tablesVersion(), QueryOptions.DEFAULT))) {
        assertThat(cursor.next()).containsExactly("A", 5);
        assertThat(cursor.next()).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM countries",
        "SELECT * FROM main.towns",
        "SELECT rowid FROM towns",
        "SELECT \"rowid\" FROM towns",
        "SELECT * FROM sqlite_schema",
        "SELECT last_insert_rowid()",
        "SELECT 1; SELECT 2",
        "DELETE FROM towns RETURNING name",
        "WITH t AS (SELECT 1) DELETE FROM towns RETURNING name",
        "PRAGMA table_info(towns)",
        "",
        "no SQL"
      })
  void refusesWhatIsNoQueryOfRegisteredTables(String sql) {
    assertThat(translate(sql)).isInstanceOf(Refused.class);
  }

  @Test
  void saysWhy() {
    assertThat(((Refused) translate("SELECT * FROM countries")).reason())
        .contains("no such table: countries");
  }

  private static Translation translate(String sql) {
    return SqliteOlapTranslator.translate(sql, List.of(), LIVE);
  }
}
