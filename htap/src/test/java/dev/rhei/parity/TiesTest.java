package dev.rhei.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a query leaves open is told from what is wrong. */
class TiesTest {
  @TempDir Path dir;
  private Oracle oracle;

  @BeforeEach
  void open() throws SQLException {
    Path file = dir.resolve("ties.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE t(id INTEGER PRIMARY KEY, g TEXT COLLATE NOCASE)");
      statement.executeUpdate("INSERT INTO t VALUES (1, 'a'), (2, 'A'), (3, 'b'), (4, 'c')");
    }
    oracle = new Oracle(file);
  }

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void equalRowsMayComeInAnyOrder() {
    assertThat(verdict("SELECT id FROM t ORDER BY g", 2, 1, 3, 4)).isEqualTo(Verdict.TIES);
    assertThat(verdict("SELECT id FROM t ORDER BY g", 1, 2, 3, 4)).isEqualTo(Verdict.SAME);
    assertThat(verdict("SELECT id FROM t ORDER BY lower(g) DESC", 4, 3, 2, 1))
        .isEqualTo(Verdict.TIES);
  }

  @Test
  void othersMayNot() {
    assertThat(verdict("SELECT id FROM t ORDER BY g", 1, 3, 2, 4)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT id FROM t ORDER BY id", 2, 1, 3, 4)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT id FROM t ORDER BY g COLLATE BINARY", 1, 2, 3, 4))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void aLimitMayLetAnyOfEqualRowsThrough() {
    assertThat(verdict("SELECT id FROM t ORDER BY g LIMIT 1", 2)).isEqualTo(Verdict.TIES);
    assertThat(verdict("SELECT id FROM t ORDER BY g LIMIT 2 OFFSET 1", 1, 3))
        .isEqualTo(Verdict.TIES);
    assertThat(verdict("SELECT id FROM t ORDER BY g LIMIT 1, 2", 3, 4)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT id FROM t ORDER BY g LIMIT 1", 3)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT id FROM t LIMIT 2", 4, 2)).isEqualTo(Verdict.TIES);
    assertThat(verdict("SELECT id FROM t LIMIT 2", 4, 4)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT id FROM t LIMIT 2", 4)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT id + 1 FROM t LIMIT 2", 1, 2)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void withoutOrderAnyOrderIsTheSame() {
    assertThat(verdict("SELECT id FROM t", 4, 2, 1, 3)).isEqualTo(Verdict.SAME);
    assertThat(verdict("SELECT id FROM t", 4, 2, 1, 1)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void whatSqliteItselfTakesFromAnyRowIsUndetermined() {
    assertThat(verdict("SELECT group_concat(id) FROM t", "4,3,2,1"))
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(verdict("SELECT max(id) FROM t", 3)).isEqualTo(Verdict.WRONG);
    assertThat(verdict("SELECT max(id * 0.0) FROM t", -0.0)).isEqualTo(Verdict.UNDETERMINED);
    assertThat(verdict("SELECT 0.0", -0.0)).isEqualTo(Verdict.WRONG);
  }

  private Verdict verdict(String sql, Object... values) {
    try {
      Answer expected = oracle.ask(sql, List.of());
      List<List<Object>> rows = Arrays.stream(values).map(List::of).toList();
      return Verdict.of(oracle, sql, List.of(), expected, new Answer(expected.labels(), rows));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
