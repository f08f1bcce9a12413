package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TpchRunTest {
  @TempDir Path dir;

  @Test
  void bothEnginesGiveTheSameAnswersAfterARunWithWrites() {
    for (int run = 0; run < 2; run++) { // the second finds what the first left
      TestScreen screen = new TestScreen(false);
      String[] arguments = {"--scale", "0.01", "--seconds", "0.5", "--dir", dir.toString()};
      assertThat(Main.run(arguments, screen.screen())).as(screen.text()).isZero();
      for (TpchQuery query : TpchQuery.values()) {
        assertThat(screen.lines())
            .filteredOn(line -> line.startsWith(query.name() + " "))
            .singleElement()
            .asString()
            .as(screen.text())
            .matches(".* (yes|not compared)");
      }
      // Whether the others' sums are among what only SQLite can answer depends on the writes.
      assertThat(screen.lines())
          .as(screen.text())
          .anyMatch(line -> line.matches("Q12 +DuckDB.* yes"))
          .anyMatch(line -> line.matches("Q18 +DuckDB.* yes"));
    }
  }
}
