package dev.rhei.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client library is to find over our driver: all that it finds over SQLite's, with analytics
 * answered by the copy. Extend it for a library.
 */
@ExtendWith(LeakGuard.class)
abstract class ClientContract {
  /** However busy the machine is, the copy is waited for. */
  private static final String PATIENT = "?freshness.timeoutMillis=60000";

  @TempDir Path folder;

  /**
   * Does what applications do with the library, on a file that is not there yet.
   *
   * @param analysis runs the queries that the copy is to answer
   * @return all that the library said
   */
  abstract List<Object> use(String url, Analysis analysis) throws Exception;

  /** Tables of the library that hold times, which no two runs write alike. */
  Set<String> timed() {
    return Set.of();
  }

  @Test
  void saysAndWritesWhatItDoesOverTheSqliteDriver() throws Exception {
    Path plain = folder.resolve("plain.db");
    Path mirrored = folder.resolve("mirrored.db");
    List<Object> expected = use("jdbc:sqlite:" + plain, Analysis.bySqlite());
    String url = "jdbc:rhei:" + mirrored + PATIENT;
    List<Object> said;
    try (Connection held = DriverManager.getConnection(url)) {
      said = use(url, Analysis.byCopyOf(held));
    }
    assertThat(said.toArray()).isEqualTo(expected.toArray()); // arrays by what is in them
    assertThat(tables(mirrored)).isNotEmpty().isEqualTo(tables(plain));
  }

  private Map<String, List<List<Object>>> tables(Path file) throws SQLException {
    Map<String, List<List<Object>>> tables = SqliteFile.tables(file);
    assertThat(tables.keySet()).containsAll(timed());
    tables.keySet().removeAll(timed());
    return tables;
  }
}
