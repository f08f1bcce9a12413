package dev.rhei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** What the tests of {@link OlapBackendContract} say, in short words. */
final class OlapFixtures {
  static final long LIMIT_SECONDS = 60;
  static final Field ID = field("id", SqliteField.INT64);
  static final TableSchema ITEMS =
      table("items", List.of("id"), ID, field("name", SqliteField.UTF8));
  static final TableSchema EVERYTHING =
      table(
          "everything",
          List.of("id"),
          ID,
          field("i", SqliteField.INT64),
          field("r", SqliteField.FLOAT64),
          field("t", SqliteField.UTF8),
          field("b", SqliteField.BINARY));

  private OlapFixtures() {}

  /** A nullable column. */
  static Field field(String name, ArrowType type) {
    return Field.nullable(name, type);
  }

  /** A table with a primary key. */
  static TableSchema table(String name, List<String> key, Field... columns) {
    return new TableSchema(name, new Schema(Arrays.asList(columns)), key);
  }

  /** A stored row or a key. */
  static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  static @Nullable Object[] key(@Nullable Object... values) {
    return values;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static List<@Nullable Object[]> listOf(@Nullable Object[]... rows) {
    return Arrays.asList(rows);
  }

  static List<@Nullable Object[]> keys(@Nullable Object[]... keys) {
    return Arrays.asList(keys);
  }

  static List<@Nullable Object[]> numbered(int count) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      rows.add(row(id, "name " + id));
    }
    return rows;
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static MirrorTable live(TableSchema table) {
    return MirrorTable.loading(table).live();
  }

  /** Upserts without deletes. */
  static TableChanges upserts(TableSchema table, @Nullable Object[]... rows) {
    return new TableChanges(table, List.of(), Arrays.asList(rows));
  }

  /** Makes an empty table that answers queries. */
  static void createTable(OlapBackend olap, long position, TableSchema table) {
    commit(olap, position, write -> write.createTable(live(table)));
  }

  /** One write transaction. */
  static void commit(OlapBackend olap, long position, Consumer<OlapWrite> work) {
    try (OlapWrite write = olap.beginWrite()) {
      work.accept(write);
      write.commit(position);
    }
  }

  /** Starts a query without parameters. */
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

  /** All rows of a query. */
  static List<@Nullable Object[]> list(OlapBackend olap, String sql, ValueKind... kinds) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (OlapCursor cursor = query(olap, sql, QueryOptions.DEFAULT, kinds)) {
      for (@Nullable Object[] row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** All rows of a query as one text: {@code [[1, one], [2, x'00']]}. */
  static String rows(OlapBackend olap, String sql, ValueKind... kinds) {
    return list(olap, sql, kinds).stream().map(OlapFixtures::text).toList().toString();
  }

  static String items(OlapBackend olap) {
    return rows(olap, "SELECT id, name FROM items ORDER BY id", ValueKind.INTEGER, ValueKind.TEXT);
  }

  /** Asserts that the work is refused with that code. */
  static void refused(ErrorCode code, Runnable work) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  /** Work that may fail. */
  interface Work {
    /** Runs once. */
    void run() throws Exception;
  }

  /** Runs the work on a thread of its own. */
  static Future<Void> start(Work work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(
          () -> {
            work.run();
            return null;
          });
    } finally {
      thread.shutdown();
    }
  }

  /** Waits for the work and passes on how it failed. */
  static void await(Future<Void> work) throws Exception {
    try {
      work.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      fail("still running after " + LIMIT_SECONDS + " s", e);
    }
  }

  static String text(@Nullable Object[] row) {
    List<String> values = new ArrayList<>();
    for (Object value : row) {
      values.add(
          value instanceof byte[] blob
              ? "x'" + HexFormat.of().formatHex(blob) + "'"
              : String.valueOf(value));
    }
    return values.toString();
  }

  static void fillForLongQuery(OlapBackend olap) {
    createTable(olap, 1, ITEMS);
    commit(olap, 2, write -> write.append(live(ITEMS), numbered(3_000)));
  }

  /** Looks at 10^14 combinations unless it is stopped. */
  static OlapCursor longQuery(OlapBackend olap, QueryOptions options) {
    OlapCursor cursor =
        query(
            olap,
            "SELECT count(*) FROM items a, items b, items c, items d"
                + " WHERE a.name || b.name || c.name || d.name = 'no such name'",
            options,
            ValueKind.INTEGER);
    cursor.next();
    return cursor;
  }
}
