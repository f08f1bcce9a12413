package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TpchRunTest {
  @TempDir Path dir;

  @Test
  void bothEnginesGiveTheSameAnswersAfterARunWithWrites() throws IOException {
    Files.writeString(dir.resolve("tpch.db"), "left by the run before");
    Files.writeString(dir.resolve("tpch.duckdb"), "left by the run before");
    TestScreen screen = new TestScreen(false);
    String[] arguments = {"--scale", "0.01", "--seconds", "0.5", "--dir", dir.toString()};
    assertThat(Main.run(arguments, screen.screen())).as(screen.text()).isZero();
    for (TpchQuery query : TpchQuery.values()) {
      assertThat(screen.lines())
          .as(screen.text())
          .anyMatch(line -> line.matches(query + " +(SQLite|DuckDB) .* (yes|not compared)"));
    }
    // Whether the other sums are among those that only SQLite can do depends on the writes.
    assertThat(screen.lines())
        .as(screen.text())
        .anyMatch(line -> line.matches("Q12 +DuckDB .* yes"))
        .anyMatch(line -> line.matches("Q18 +DuckDB .* yes"));
  }
}
