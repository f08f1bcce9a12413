package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine over a copy that is not DuckDB. */
@ExtendWith(LeakGuard.class)
class SecondBackendTest {
  @TempDir Path dir;

  @Test
  void anyBackendThatKeepsTheContractWillDo() {
    HtapConfig config =
        HtapConfig.at(dir.resolve("app.db"))
            .olapBackend(() -> SqliteOlapBackend.open(dir.resolve("copy.sqlite")));
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v REAL)");
      engine.registerTable("t");
      engine.execute("INSERT INTO t VALUES (1, 1.5), (2, 2.5)");
      engine.execute("UPDATE t SET v = 10 WHERE id = 2");
    }
    try (HtapEngine engine = HtapEngine.open(config);
        QueryResult result = engine.query(Query.of("SELECT sum(v) FROM t").hint(QueryHint.OLAP))) {
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLAP);
      assertThat(result.toList(row -> row.getDouble(0))).containsExactly(11.5);
    }
  }
}
