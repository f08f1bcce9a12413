package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Statements that are prepared once and outlive what they were prepared on. */
@ExtendWith(LeakGuard.class)
class KeptStatementTest {
  private static final String ROWS = "SELECT * FROM t ORDER BY id";
  private static final String SUM = "SELECT sum(v), count(*) FROM t WHERE id >= ?";

  @TempDir Path folder;

  @Test
  void theyAnswerOnTheCopyAsOnSqliteThroughChangesOfTheSchema() throws SQLException {
    String url = "jdbc:rhei:" + folder.resolve("app.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, x TEXT)");
      statement.executeUpdate("INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b')");
      try (PreparedStatement rows = connection.prepareStatement(ROWS);
          PreparedStatement rowsOfCopy = connection.prepareStatement("/*+ prefer_olap */" + ROWS);
          PreparedStatement sum = connection.prepareStatement(SUM);
          PreparedStatement sumOfCopy = connection.prepareStatement("/*+ prefer_olap */" + SUM)) {
        for (String change :
            List.of(
                "UPDATE t SET v = v + 1",
                "ALTER TABLE t ADD COLUMN y INTEGER DEFAULT 7",
                "CREATE INDEX t_v ON t (v)",
                "ALTER TABLE t DROP COLUMN x",
                "ALTER TABLE t DROP COLUMN y",
                "ALTER TABLE t RENAME COLUMN id TO ID",
                "UPDATE t SET v = 2.5 WHERE id = 2",
                "DELETE FROM t WHERE id = 1",
                "INSERT INTO t VALUES (3, NULL)",
                "DELETE FROM t")) {
          statement.executeUpdate(change);
          connection.unwrap(HtapEngine.class).syncNow();
          assertThat(read(rowsOfCopy)).as(change).isEqualTo(read(rows));
          sum.setInt(1, 1);
          sumOfCopy.setInt(1, 1);
          assertThat(read(sumOfCopy)).as(change).isEqualTo(read(sum));
        }
        assertThat(connection.unwrap(HtapEngine.class).status().queries().onOlap())
            .isGreaterThan(10);
      }
    }
  }

  /** All values, or the error. */
  private static List<String> read(PreparedStatement statement) {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      int width = rows.getMetaData().getColumnCount();
      for (int i = 1; i <= width; i++) {
        values.add(rows.getMetaData().getColumnName(i));
      }
      while (rows.next()) {
        for (int i = 1; i <= width; i++) {
          values.add(rows.getString(i) + "/" + rows.getObject(i) + "/" + rows.getInt(i));
        }
      }
    } catch (SQLException e) {
      values.add(e.getErrorCode() + " " + e.getMessage());
    }
    return values;
  }
}
