package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The quick start of README, line by line. */
@ExtendWith(LeakGuard.class)
class QuickStartTest {
  @TempDir Path dir;

  @Test
  void theQuickStartWorksAsPrinted() {
    List<String> printed = new ArrayList<>();
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(dir.resolve("app.db")))) {
      engine.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, total REAL)");
      engine.registerTable("orders");
      engine.execute("INSERT INTO orders VALUES (?, ?, ?)", 1, 7, 99.5);
      try (QueryResult result =
          engine.query("SELECT customer, SUM(total) FROM orders GROUP BY customer")) {
        assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP); // of one row
        for (Row row : result) {
          printed.add(row.getLong(0) + " " + row.getDouble("SUM(total)"));
        }
      }
    }
    assertThat(printed).containsExactly("7 99.5");
  }
}
