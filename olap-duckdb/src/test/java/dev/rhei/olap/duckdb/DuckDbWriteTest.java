package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
final class DuckDbWriteTest {
  @TempDir private Path dir;

  @Test
  void unknownTypesAreRefusedWithTheColumn() {
    TableSchema table =
        new TableSchema(
            "odd",
            new Schema(
                List.of(
                    Field.nullable("id", SqliteField.INT64),
                    Field.nullable("half", new ArrowType.Int(16, true)))),
            List.of("id"));
    try (DuckDbBackend olap = Copies.open(dir.resolve("copy.duckdb"));
        OlapWrite write = olap.beginWrite()) {
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(() -> write.createTable(MirrorTable.loading(table)))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNSUPPORTED))
          .withMessageContaining("'half'");
    }
  }

  @Test
  void chunksOfLargeValuesArriveWhole() {
    TableSchema table =
        new TableSchema(
            "large",
            new Schema(
                List.of(
                    Field.nullable("id", SqliteField.INT64),
                    Field.nullable("t", SqliteField.UTF8),
                    Field.nullable("b", SqliteField.BINARY))),
            List.of("id"));
    List<Object[]> rows = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < 60; i++) {
      byte[] blob = new byte[i == 30 ? 20 << 20 : i * 10_000];
      rows.add(new Object[] {(long) i, "ü".repeat(i * 9_000), blob});
      bytes += blob.length + i * 18_000L;
    }
    try (DuckDbBackend olap = Copies.open(dir.resolve("copy.duckdb"))) {
      Copies.commit(
          olap,
          1,
          write -> {
            write.createTable(MirrorTable.loading(table));
            write.append(MirrorTable.loading(table), rows);
          });
      assertThat(
              Copies.value(
                  olap,
                  "SELECT sum(octet_length(b) + octet_length(encode(t))) FROM large",
                  ValueKind.INTEGER))
          .isEqualTo((int) bytes);
    }
  }

  @Test
  void onlyOneWriteIsOpenAtATime() {
    try (DuckDbBackend olap = Copies.open(dir.resolve("copy.duckdb"))) {
      OlapWrite first = olap.beginWrite();
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(olap::beginWrite)
          .withMessageContaining("another write is open");
      first.close();
      olap.beginWrite().close();
    }
  }

  @Test
  void randomHistoriesEndAsInAMap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Long, String> expected = new TreeMap<>();
    try (DuckDbBackend olap = Copies.open(dir.resolve("copy.duckdb"))) {
      Copies.commit(olap, 0, write -> write.createTable(MirrorTable.loading(Copies.ITEMS).live()));
      for (int cycle = 1; cycle <= 60; cycle++) {
        Map<Long, String> next = new TreeMap<>(expected);
        boolean commit = random.nextInt(5) > 0;
        try (OlapWrite write = olap.beginWrite()) {
          for (int part = 0; part <= random.nextInt(3); part++) {
            Map<Long, String> upserts = new TreeMap<>();
            Map<Long, String> deletes = new TreeMap<>();
            for (int i = 0; i < random.nextInt(40); i++) {
              long key = random.nextInt(100 + cycle * 3) - 20L;
              (random.nextInt(3) > 0 ? upserts : deletes).put(key, "c" + cycle + "p" + part);
            }
            upserts.keySet().removeAll(deletes.keySet());
            write.apply(
                new TableChanges(
                    Copies.ITEMS,
                    deletes.keySet().stream().map(key -> new Object[] {key}).toList(),
                    upserts.entrySet().stream()
                        .map(e -> new Object[] {e.getKey(), e.getValue()})
                        .toList()));
            next.keySet().removeAll(deletes.keySet());
            next.putAll(upserts);
          }
          if (commit) {
            write.commit(cycle);
            expected = next;
          }
        }
        assertThat(content(olap)).as("seed %d, cycle %d", seed, cycle).isEqualTo(expected);
      }
    }
  }

  private static Map<Long, String> content(DuckDbBackend olap) {
    Map<Long, String> content = new TreeMap<>();
    try (OlapCursor cursor =
        Copies.query(
            olap,
            "SELECT id, name FROM items",
            QueryOptions.DEFAULT,
            ValueKind.INTEGER,
            ValueKind.TEXT)) {
      for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
        String earlier = content.put(((Number) row[0]).longValue(), (String) row[1]);
        assertThat(earlier).as("key %s stands twice", row[0]).isNull();
      }
    }
    return content;
  }
}
