package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 5: the application's own writes never fail because of us. */
@ExtendWith(LeakGuard.class)
class OwnWritesPromise5Test {
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(LogForm.class)
  void promise5WhateverTheApplicationWritesSucceedsAndIsAnsweredRight(LogForm form) {
    HtapConfig config = HtapConfig.at(dir.resolve("app.db")).sqlite(sqlite -> sqlite.logForm(form));
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.execute("CREATE TABLE any (id INTEGER PRIMARY KEY, v)");
      engine.execute("CREATE TABLE loose (k TEXT PRIMARY KEY, u UNIQUE, v INTEGER)");
      engine.execute(
          "CREATE TABLE child (id INTEGER PRIMARY KEY, parent REFERENCES any ON DELETE CASCADE)");
      engine.execute(
          "CREATE TRIGGER meddle AFTER INSERT ON loose BEGIN"
              + " UPDATE loose SET v = v + 1 WHERE k IS NEW.k; END");
      engine.registerTable("any");
      engine.registerTable("loose");
      engine.registerTable("child");

      Object[] values = {
        new byte[] {0, -1}, Double.POSITIVE_INFINITY, -0.0, "nul\0text", Long.MIN_VALUE, "", null
      };
      for (int i = 0; i < values.length; i++) {
        assertThat(engine.execute("INSERT INTO any VALUES (?, ?)", i, values[i])).isEqualTo(1);
        engine.execute("INSERT INTO child VALUES (?, ?)", i, i);
      }
      assertThat(engine.execute("INSERT INTO any VALUES (99, CAST(x'ff' AS TEXT))")).isEqualTo(1);
      engine.execute("INSERT INTO loose VALUES (NULL, 1, 10), (NULL, 2, 20), ('a', 3, 'text')");
      engine.execute("INSERT OR REPLACE INTO loose VALUES ('b', 3, 30)");
      engine.execute("INSERT INTO loose VALUES ('b', 9, 1) ON CONFLICT (k) DO UPDATE SET v = 40");
      engine.execute("UPDATE loose SET k = 'c' WHERE k = 'b'");
      engine.execute("DELETE FROM any WHERE id = 2");

      engine.syncNow();
      // Values of all sorts in one column: no column of the copy can hold them, SQLite answers.
      assertThat(engine.status().table("any").orElseThrow().state())
          .isEqualTo(MirrorState.QUARANTINED);
      assertThat(
              engine
                  .query("/*+ prefer_olap */ SELECT count(*) FROM any")
                  .toList(row -> row.getLong(0)))
          .containsExactly(7L);
      assertThat(engine.status().table("loose").orElseThrow().state()).isEqualTo(MirrorState.LIVE);
      Answers.assertSame(engine, "SELECT k, u, v FROM loose ORDER BY u");
      Answers.assertSame(engine, "SELECT * FROM child ORDER BY id");
      assertThat(engine.query("/*+ prefer_olap */ SELECT sum(v) FROM loose").route().target())
          .isEqualTo(QueryTarget.OLAP);
    }
  }
}
