package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Copies to test with, and short words for what is done to them. */
final class Copies {
  static final QueryTranslator NO_TRANSLATOR =
      (sql, kinds, schemas) -> new Translation.Refused("not used here");

  static final TableSchema ITEMS =
      new TableSchema(
          "items",
          new Schema(
              List.of(
                  Field.nullable("id", SqliteField.INT64),
                  Field.nullable("name", SqliteField.UTF8))),
          List.of("id"));

  private Copies() {}

  static DuckDbBackend open(Path file) {
    return DuckDbBackend.open(DuckDbConfig.at(file).build(), NO_TRANSLATOR);
  }

  static DuckDbBackend openOrRebuild(Path file, List<String> told) {
    return DuckDbBackend.openOrRebuild(DuckDbConfig.at(file).build(), NO_TRANSLATOR, told::add);
  }

  static void commit(OlapBackend olap, long position, Consumer<OlapWrite> work) {
    try (OlapWrite write = olap.beginWrite()) {
      work.accept(write);
      write.commit(position);
    }
  }

  /** A copy at position 7 with one item. */
  static void fill(OlapBackend olap) {
    MirrorTable table = MirrorTable.loading(ITEMS).live();
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {1L, "one"});
    commit(
        olap,
        7,
        write -> {
          write.createTable(table);
          write.append(table, rows);
        });
  }

  static OlapCursor query(OlapBackend olap, String sql, QueryOptions options, ValueKind... kinds) {
    List<OutputColumn> columns = new ArrayList<>();
    for (ValueKind kind : kinds) {
      columns.add(new OutputColumn("c" + columns.size(), kind));
    }
    return olap.query(
        new OlapQuery(
            new Translation.Translated(sql, columns, List.of()),
            List.of(),
            olap.tablesVersion(),
            options));
  }

  /** The first value of the first row. */
  static @Nullable Object value(OlapBackend olap, String sql, ValueKind kind) {
    try (OlapCursor cursor = query(olap, sql, QueryOptions.DEFAULT, kind)) {
      @Nullable Object[] row = cursor.next();
      return row == null ? null : row[0];
    }
  }
}
