package dev.rhei.oltp.sqlite;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories: whatever happened, the copy is what SQLite has. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureHistoryTest {
  @Parameter private LogForm form;
  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theCopyFollowsKnownHistories(long seed) throws SQLException {
    follow(seed, 300);
  }

  @RepeatedTest(2)
  void theCopyFollowsAHistoryNobodySawBefore() throws SQLException {
    follow(new Random().nextLong(), 300);
  }

  @Tag("long")
  @RepeatedTest(10)
  void theCopyFollowsLongHistories() throws SQLException {
    follow(new Random().nextLong(), 3_000);
  }

  private void follow(long seed, int steps) throws SQLException {
    RandomHistory history = new RandomHistory(seed);
    try (SqliteOltpEngine engine = Database.open(dir, form);
        Connection other = Database.foreign(dir)) {
      RandomHistory.create(engine);
      PlainCopy copy = new PlainCopy(engine).register(RandomHistory.TABLES);
      for (int step = 0; step < steps; step++) {
        String statements = history.step(engine, other);
        if (history.chance(3)) {
          copy.assertSame("seed", seed + ",", "step", step + ":", statements);
        }
        if (history.chance(20)) {
          engine.changes().prune(copy.applied());
        }
      }
      copy.assertSame("seed", seed + ",", "at the end");
    }
  }
}
