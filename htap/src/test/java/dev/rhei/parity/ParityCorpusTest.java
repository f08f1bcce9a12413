package dev.rhei.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * All queries of all corpora, and a report of it: {@code target/parity-report.md}, or where the
 * system property {@code rhei.parity.report} says.
 */
@Tag("parity")
@ExtendWith(LeakGuard.class)
class ParityCorpusTest {
  @TempDir Path dir;

  @Test
  void everything() {
    List<Script> scripts = new ArrayList<>(Corpora.own());
    scripts.addAll(Corpora.ownOnSharedDatabases());
    scripts.addAll(Corpora.catalogue());
    scripts.addAll(Corpora.sqliteTests());
    scripts.addAll(Corpora.sqlLogicTest());
    ParityReport report = new ParityRun(dir).of(scripts);
    System.out.println(report);
    MarkdownReport.write(
        report, Path.of(System.getProperty("rhei.parity.report", "target/parity-report.md")));
    assertThat(report.listed(Verdict.WRONG)).isEmpty();
    assertThat(report.total("own").share()).isGreaterThanOrEqualTo(Floors.OWN);
    assertThat(report.total("catalogue").share()).isGreaterThanOrEqualTo(Floors.CATALOGUE);
    assertThat(report.total("sqlite-tests").share()).isGreaterThanOrEqualTo(Floors.SQLITE_TESTS);
    assertThat(report.total("sqllogictest").share()).isGreaterThanOrEqualTo(Floors.SQLLOGICTEST);
  }
}
