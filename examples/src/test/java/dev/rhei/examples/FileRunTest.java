package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRunTest {
  private static final String SALES_BY_GENRE =
      """
      SELECT Genre.Name, COUNT(*) AS sold, SUM(InvoiceLine.UnitPrice * InvoiceLine.Quantity) AS total
      FROM InvoiceLine
      JOIN Track ON Track.TrackId = InvoiceLine.TrackId
      JOIN Genre ON Genre.GenreId = Track.GenreId
      JOIN Invoice ON Invoice.InvoiceId = InvoiceLine.InvoiceId
      WHERE Invoice.BillingCountry = 'USA'
      GROUP BY Genre.Name
      ORDER BY sold DESC, Genre.Name""";

  @TempDir Path dir;

  @Test
  void registersEveryTableOfChinook() throws IOException {
    Path chinook = chinook();
    TestScreen screen = new TestScreen(false);
    assertThat(run(screen, chinook.toString(), "SELECT COUNT(*) AS n FROM Track")).isZero();
    assertThat(screen.lines())
        .startsWith("11 of 11 tables registered", "   n", "----", "3503")
        .anyMatch(line -> line.startsWith("-- SQLite: SQLite visits 3,500 rows of Track"));
  }

  @Test
  void aJoinOfFourTablesHasTheSameAnswerOnBothEngines() throws IOException {
    Path chinook = chinook();
    assertThat(run(new TestScreen(false), chinook.toString(), "--in-place", "SELECT 1")).isZero();
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(chinook).olapInMemory())) {
      engine.initialSyncAll();
      Answer sqlite = answer(engine, QueryHint.OLTP);
      assertThat(sqlite.rows()).hasSizeGreaterThan(10);
      assertThat(sqlite.difference(answer(engine, QueryHint.OLAP))).isEmpty();
    }
  }

  @Test
  void worksOnACopyUnlessToldOtherwise() throws IOException {
    Path file = database("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    String count = "SELECT COUNT(*) FROM t";
    assertThat(run(new TestScreen(false), file.toString(), "INSERT INTO t VALUES (1)")).isZero();
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file).olapInMemory())) {
      assertThat(engine.query(count).toList(row -> row.getLong(0))).containsExactly(0L);
    }
    String[] inPlace = {file.toString(), "--in-place", "INSERT INTO t VALUES (1)"};
    assertThat(run(new TestScreen(false), inPlace)).isZero();
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file).olapInMemory())) {
      assertThat(engine.query(count).toList(row -> row.getLong(0))).containsExactly(1L);
    }
  }

  @Test
  void saysWhichTableCannotBeRegisteredAndWhy() throws IOException {
    Path file =
        database(
            "CREATE TABLE good (id INTEGER PRIMARY KEY, v TEXT)",
            "CREATE TABLE mixed (id INTEGER PRIMARY KEY, v)",
            "INSERT INTO mixed VALUES (1, 'one'), (2, 2)");
    TestScreen screen = new TestScreen(false);
    assertThat(run(screen, file.toString(), "SELECT v FROM mixed WHERE id = 2")).isZero();
    assertThat(screen.lines())
        .contains("1 of 2 tables registered")
        .anyMatch(
            line -> line.matches("not registered: TABLE_UNSUPPORTED: .*'mixed'.* several types.*"));
  }

  @Test
  void aStatementThatFailsIsTheExitStatus() throws IOException {
    Path file = database("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    TestScreen screen = new TestScreen(false);
    assertThat(run(screen, file.toString(), "SELECT no FROM t", "SELECT 7 AS seven")).isEqualTo(1);
    assertThat(screen.text()).contains("SQL_INVALID").contains("no such column: no").contains("7");
  }

  @Test
  void withoutSqlItAsks() throws IOException {
    Path file = database("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    TestScreen screen =
        new TestScreen(
            true,
            "INSERT INTO t VALUES (1, 'one')",
            "",
            "SELECT nonsense",
            ".nonsense",
            "SELECT COUNT(*), MAX(v) FROM t",
            ".tables",
            ".status",
            ".explain SELECT COUNT(*) FROM t",
            ".explain SELECT * FROM elsewhere",
            ".quit",
            "SELECT 'not reached'");
    assertThat(run(screen, file.toString())).isZero();
    assertThat(screen.lines())
        .contains("rhei> no such command: .nonsense", "       1  one", "t      LIVE             0")
        .contains("rhei> SQLite: reads elsewhere, which is not on the copy")
        .anyMatch(line -> line.startsWith("rhei> -- 1 rows changed, "))
        .anyMatch(line -> line.contains("rhei> SQL_INVALID: "))
        .anyMatch(line -> line.startsWith("changes committed"))
        .anyMatch(line -> line.startsWith("rhei> SQLite: SQLite visits "));
    assertThat(screen.text()).doesNotContain("not reached");
  }

  private static int run(TestScreen screen, String... arguments) {
    return Main.run(arguments, screen.screen());
  }

  private static Answer answer(HtapEngine engine, QueryHint hint) {
    try (QueryResult result = engine.query(Query.of(SALES_BY_GENRE).hint(hint))) {
      return Answer.of(result);
    }
  }

  private Path database(String... statements) {
    Path file = dir.resolve("application.db");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file).olapInMemory())) {
      for (String statement : statements) {
        engine.execute(statement);
      }
    }
    return file;
  }

  /** The Chinook sample database, where the build has it. */
  private Path chinook() throws IOException {
    Path shared = Path.of(System.getProperty("rhei.shared"), "data", "chinook.db");
    Assumptions.assumeTrue(Files.exists(shared), () -> "no " + shared);
    return Files.copy(shared, dir.resolve("chinook.db"));
  }
}
