package dev.rhei.examples;

import dev.rhei.HtapEngine;
import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.Route;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs one statement and shows its rows and how they came about. */
final class StatementRunner {
  private static final int ROWS = 100;
  private static final Set<String> READERS =
      Set.of("select", "with", "values", "pragma", "explain");

  private final HtapEngine engine;
  private final Screen screen;

  StatementRunner(HtapEngine engine, Screen screen) {
    this.engine = engine;
    this.screen = screen;
  }

  /** Whether it worked; if not, the error was shown. */
  boolean run(String sql) {
    try {
      String verb = sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
      if (READERS.contains(verb)) {
        query(sql);
      } else {
        long started = System.nanoTime();
        long rows = engine.execute(sql);
        screen.line("-- " + rows + " rows changed, " + since(started));
      }
      return true;
    } catch (HtapException e) {
      screen.failure(e);
      return false;
    }
  }

  private void query(String sql) {
    long started = System.nanoTime();
    try (QueryResult result = engine.query(sql)) {
      TextTable table = new TextTable(result.columns().stream().map(Column::name).toList());
      long rows = 0;
      for (Row row : result) {
        if (++rows <= ROWS) {
          table.add(values(row));
        }
      }
      String time = since(started);
      table.lines().forEach(screen::line);
      if (rows > ROWS) {
        screen.line("... and " + Numbers.grouped(rows - ROWS) + " more rows");
      }
      screen.line("-- " + describe(result.route()) + ", " + time);
    }
  }

  private static @Nullable Object[] values(Row row) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    Arrays.setAll(values, row::get);
    return values;
  }

  private static String describe(Route route) {
    String asOf = route.target() == QueryTarget.OLAP ? ", as of change " + route.sequence() : "";
    return EngineNames.of(route.target()) + ": " + route.reason() + asOf;
  }

  private static String since(long started) {
    return Numbers.millis(System.nanoTime() - started) + " ms";
  }
}
