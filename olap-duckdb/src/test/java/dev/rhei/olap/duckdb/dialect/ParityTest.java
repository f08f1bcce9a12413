package dev.rhei.olap.duckdb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.olap.duckdb.dialect.Parity.Outcome;
import dev.rhei.olap.duckdb.dialect.Parity.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise itself: a translated query gives SQLite's answer, or fails. */
class ParityTest {
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final List<String> problems = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void translatedQueriesGiveSqlitesAnswerOrAreLeftToIt(long seed) throws Exception {
    try (Parity parity = ParityTables.open(seed)) {
      for (String sql : lines("translated.sql")) {
        check(parity, sql, Verdict.SAME, Verdict.LEFT);
      }
      report("application-like queries, seed " + seed);
      assertThat(counts.get(Verdict.SAME)).isGreaterThan(8 * counts.get(Verdict.LEFT));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tpchGivesSqlitesAnswerOverRealsAndDecimals(long seed) throws Exception {
    try (Parity parity = ParityTables.open(seed)) {
      for (String sql : statements("tpch.sql")) {
        check(parity, sql, Verdict.SAME);
        check(parity, overDecimals(sql), Verdict.SAME, Verdict.LEFT);
      }
      report("TPC-H, seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void whatIsNotUnderstoodIsRefused(long seed) throws Exception {
    try (Parity parity = ParityTables.open(seed)) {
      for (String sql : lines("refused.sql")) {
        check(parity, sql, Verdict.REFUSED);
      }
      report("refused queries");
    }
  }

  private void check(Parity parity, String sql, Verdict... expected) {
    Outcome outcome = parity.check(sql);
    counts.merge(outcome.verdict(), 1, Integer::sum);
    if (!List.of(expected).contains(outcome.verdict())) {
      problems.add(outcome.verdict() + ": " + sql + "\n      " + outcome.detail());
    }
  }

  private void report(String what) {
    System.out.println("Parity of " + what + ": " + counts);
    assertThat(problems).isEmpty();
    counts.putIfAbsent(Verdict.LEFT, 0);
  }

  private static String overDecimals(String sql) {
    String decimal = sql;
    for (String table :
        List.of("customer", "orders", "lineitem", "supplier", "nation", "region", "part")) {
      decimal = decimal.replaceAll("\\b" + table + "\\b", "d_" + table);
    }
    return decimal;
  }

  private static List<String> lines(String file) throws IOException {
    return read(file).lines().filter(line -> !line.isBlank()).toList();
  }

  private static List<String> statements(String file) throws IOException {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : lines(file)) {
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        statements.add(statement.toString());
        statement.setLength(0);
      }
    }
    return statements;
  }

  private static String read(String file) throws IOException {
    try (InputStream in = ParityTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
