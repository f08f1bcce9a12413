package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.schema.MalformedText;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The copy of captured tables, in its simplest form: for each table a map from key to row. */
final class PlainCopy {
  private static final int CHUNK = 7; // small, so that every test goes through several
  private static final int PAGE = 3;

  private final SqliteOltpEngine engine;
  private final Map<String, TableSchema> schemas = new LinkedHashMap<>();
  private final Map<String, Map<List<Object>, List<Object>>> tables = new HashMap<>();
  private final List<CdcEvent> seen = new ArrayList<>();
  private long applied;

  PlainCopy(SqliteOltpEngine engine) {
    this.engine = engine;
  }

  /** Captures the tables and copies what they hold. */
  PlainCopy register(String... names) {
    for (String name : names) {
      engine.capture().capture(name);
      try (CdcSnapshot snapshot = engine.changes().open()) {
        TableSnapshot source = snapshot.tables().orElseThrow();
        TableSchema schema = source.describe(name, false);
        schemas.put(schema.name(), schema);
        tables.put(schema.name(), rows(source, schema));
        applied = snapshot.position().sequence();
      }
    }
    return this;
  }

  /** Applies what was captured since the last time; returns the events. */
  List<CdcEvent> sync() {
    seen.clear();
    try (CdcSnapshot snapshot = engine.changes().open()) {
      while (applied < snapshot.position().sequence()) {
        CdcChunk chunk = snapshot.changes(applied, CHUNK, schemas.values());
        assertThat(chunk.through()).isGreaterThan(applied);
        for (CdcEvent event : chunk.events()) {
          assertThat(event.sequence()).isGreaterThan(applied).isLessThanOrEqualTo(chunk.through());
          seen.add(event);
          apply(event);
        }
        applied = chunk.through();
      }
    }
    return List.copyOf(seen);
  }

  private void apply(CdcEvent event) {
    Map<List<Object>, List<Object>> table = tables.get(event.table());
    if (event.row() != null) {
      table.put(key(schemas.get(event.table()), event.row()), values(event.row()));
    } else {
      table.remove(values(event.key()));
    }
  }

  /** Applies what was captured, then holds every table to what SQLite has now. */
  void assertSame(String... context) {
    sync();
    try (CdcSnapshot snapshot = engine.changes().open()) {
      TableSnapshot source = snapshot.tables().orElseThrow();
      for (TableSchema schema : schemas.values()) {
        assertThat(tables.get(schema.name()))
            .as("copy of %s %s; last events %s", schema.name(), String.join(" ", context), seen)
            .isEqualTo(rows(source, schema));
      }
    }
  }

  /** The rows of the copy. */
  List<List<Object>> rows(String table) {
    return List.copyOf(tables.get(table).values());
  }

  long applied() {
    return applied;
  }

  private static Map<List<Object>, List<Object>> rows(TableSnapshot source, TableSchema schema) {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    Object[] after = null;
    List<Object[]> page;
    do {
      page = source.rows(schema, after, PAGE);
      for (Object[] row : page) {
        assertThat(rows.put(key(schema, row), values(row))).as("the same key twice").isNull();
        after = keyValues(schema, row);
      }
    } while (page.size() == PAGE);
    return rows;
  }

  private static List<Object> key(TableSchema schema, Object[] row) {
    return values(keyValues(schema, row));
  }

  private static Object[] keyValues(TableSchema schema, Object[] row) {
    int[] indexes = schema.keyIndexes();
    Object[] key = new Object[indexes.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = row[indexes[i]];
    }
    return key;
  }

  /** Values that can be compared; Double tells 0.0 from -0.0. */
  private static List<Object> values(Object[] row) {
    List<Object> values = new ArrayList<>();
    for (Object value : row) {
      if (value instanceof byte[] bytes) {
        values.add("blob x'" + HexFormat.of().formatHex(bytes) + "'");
      } else if (value instanceof MalformedText text) {
        values.add(text.toString());
      } else {
        values.add(value);
      }
    }
    return values;
  }
}
