package dev.rhei.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The copy gives SQLite's answer or leaves the query to SQLite, and it leaves no more than it did.
 * All queries of the corpora run with {@code -Pparity}.
 */
@ExtendWith(LeakGuard.class)
class SameAnswerPromise3Test {
  @TempDir Path dir;

  @Test
  void ownCases() {
    check(Corpora.own(), Floors.OWN);
  }

  @Test
  void ownCasesOnSharedDatabases() {
    check(Corpora.ownOnSharedDatabases(), Floors.OWN_ON_SHARED_DATABASES);
  }

  @Test
  void catalogueOfDifferences() {
    check(Corpora.catalogue(), Floors.CATALOGUE);
  }

  @Test
  void sampleOfSqlitesOwnTests() {
    List<Script> databases =
        Corpora.sqliteTests().stream()
            .flatMap(script -> script.databases().stream())
            .filter(Script::asks)
            .toList();
    check(everyFourth(databases), Floors.SQLITE_TESTS_SAMPLE);
  }

  private static List<Script> everyFourth(List<Script> scripts) {
    return IntStream.range(0, scripts.size())
        .filter(i -> i % 4 == 0)
        .mapToObj(scripts::get)
        .toList();
  }

  @Test
  void sampleOfSqlLogicTest() {
    List<Script> scripts =
        Corpora.sqlLogicTest().stream().map(script -> script.sample(60)).toList();
    check(scripts, Floors.SQLLOGICTEST_SAMPLE);
  }

  private void check(List<Script> scripts, double floor) {
    ParityReport report = new ParityRun(dir).of(scripts);
    System.out.println(report);
    assertThat(report.listed(Verdict.WRONG)).isEmpty();
    assertThat(report.corpora())
        .allSatisfy(
            corpus ->
                assertThat(report.total(corpus).share())
                    .as("percent of %s that the copy answers", corpus)
                    .isGreaterThanOrEqualTo(floor));
  }
}
