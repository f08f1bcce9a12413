package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same calls on SQLite's driver and on ours, and what becomes of them. */
@ExtendWith(LeakGuard.class)
class SqliteComparisonTest {
  @TempDir Path folder;

  @Test
  void everyCallDoesWhatSqlitesDriverDoes() throws SQLException {
    CallLog expected = new CallLog();
    CallLog found = new CallLog();
    String sqlite = "jdbc:sqlite:" + folder.resolve("sqlite.db") + "?journal_mode=wal";
    String rhei = "jdbc:rhei:" + folder.resolve("rhei.db");
    run(sqlite, expected);
    long onCopy;
    try (Connection kept = DriverManager.getConnection(rhei)) {
      run(rhei, found);
      onCopy = kept.unwrap(HtapEngine.class).status().queries().onOlap();
    }
    assertThat(found.outcomes().keySet()).isEqualTo(expected.outcomes().keySet());
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, String> call : expected.outcomes().entrySet()) {
      String ours = String.valueOf(found.outcomes().get(call.getKey()));
      if (!call.getValue().equals(ours) && !KnownDifferences.covers(call.getKey())) {
        different.add(call.getKey() + "\n  SQLite: " + call.getValue() + "\n  ours:   " + ours);
      }
    }
    System.out.printf(
        "%,d JDBC calls compared with SQLite's driver, %d differ; %,d queries on the copy%n",
        expected.outcomes().size(), different.size(), onCopy);
    assertThat(different).as(String.join("\n", different)).isEmpty();
    assertThat(onCopy).isGreaterThan(800);
    assertThat(expected.outcomes()).hasSizeGreaterThan(10_000);
  }

  private static void run(String url, CallLog log) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      ComparedTables.create(connection);
      new ResultSetCalls(log, connection).run("");
      new ResultSetCalls(log, connection).run("/*+ prefer_olap */");
      new StatementCalls(log, connection).run();
      new ConnectionCalls(log, connection).run();
    }
    for (String nothing : List.of("", ";", "-- nothing", "/* open", " ")) {
      new ConnectionCalls(log, DriverManager.getConnection(url)).nothing(nothing);
    }
  }
}
