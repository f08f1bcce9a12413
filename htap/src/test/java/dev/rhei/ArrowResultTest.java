package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Any result can be read as Arrow batches, whoever answered. */
@ExtendWith(LeakGuard.class)
class ArrowResultTest {
  private static final int ROWS = 10_000;
  private static final String SQL = "SELECT id, name, price FROM item WHERE id > ? ORDER BY id";

  @TempDir Path dir;

  @Test
  void bothEnginesGiveTheSameBatches() throws IOException {
    try (HtapEngine engine = open(dir);
        BufferAllocator allocator = new RootAllocator()) {
      List<String> copy = batches(engine, QueryHint.OLAP, allocator);
      assertThat(copy).hasSize(ROWS - 10).first().isEqualTo("11|null|5.5");
      assertThat(copy.get(1)).isEqualTo("12|name 12 🎶|6.0");
      assertThat(batches(engine, QueryHint.OLTP, allocator)).isEqualTo(copy);
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void withoutTheJvmFlagArrowItselfNamesItAndAllElseWorks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutFlag.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .contains("You must start Java with `--add-opens=java.base/java.nio=")
        .endsWith("rows are still there: 10000");
  }

  private static HtapEngine open(Path dir) {
    HtapEngine engine = HtapEngine.open(HtapConfig.at(dir.resolve("app.db")));
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL)");
    engine.execute(
        "INSERT INTO item WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
            + " ?) SELECT i, CASE WHEN i % 2 = 0 THEN 'name ' || i || ' 🎶' END, i / 2.0 FROM n",
        ROWS);
    engine.registerTable("item");
    return engine;
  }

  private static List<String> batches(HtapEngine engine, QueryHint hint, BufferAllocator allocator)
      throws IOException {
    List<String> rows = new ArrayList<>();
    try (QueryResult result = engine.query(Query.of(SQL, 10).hint(hint));
        ArrowReader reader = result.toArrow(allocator)) {
      while (reader.loadNextBatch()) {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        for (int row = 0; row < root.getRowCount(); row++) {
          List<String> values = new ArrayList<>();
          for (FieldVector vector : root.getFieldVectors()) {
            values.add(String.valueOf(vector.getObject(row)));
          }
          rows.add(String.join("|", values));
        }
      }
    }
    return rows;
  }

  /** Run in a JVM without the flag that Arrow's memory needs. */
  static final class WithoutFlag {
    private WithoutFlag() {}

    public static void main(String[] arguments) throws IOException {
      try (HtapEngine engine = open(Path.of(arguments[0]))) {
        try (BufferAllocator allocator = new RootAllocator()) {
          batches(engine, QueryHint.OLAP, allocator);
        } catch (LinkageError e) {
          System.out.println(e.getCause()); // the caller's allocator fails before we are asked
        }
        System.out.println(
            "rows are still there: "
                + engine.query("SELECT count(*) FROM item").toList(row -> row.getLong(0)).get(0));
      }
    }
  }
}
