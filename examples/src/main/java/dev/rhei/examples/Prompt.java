package dev.rhei.examples;

import dev.rhei.Explanation;
import dev.rhei.HtapEngine;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.core.sync.TableStatus;
import java.io.IOException;

/** Asks for statements, one a line, until {@code .quit} or the end of the input. */
final class Prompt {
  private static final String EXPLAIN = ".explain ";

  private final HtapEngine engine;
  private final Screen screen;
  private final StatementRunner statements;

  Prompt(HtapEngine engine, Screen screen) {
    this.engine = engine;
    this.screen = screen;
    statements = new StatementRunner(engine, screen);
  }

  void run() throws IOException {
    screen.line("One statement a line; or .tables, .status, .explain SQL, .quit");
    while (true) {
      if (screen.interactive()) {
        screen.out().print("rhei> ");
        screen.out().flush();
      }
      String line = screen.in().readLine();
      if (line == null || line.strip().equals(".quit")) {
        return;
      }
      if (!line.isBlank()) {
        answer(line.strip());
      }
    }
  }

  private void answer(String line) {
    if (line.equals(".tables")) {
      tables();
    } else if (line.equals(".status")) {
      status();
    } else if (line.startsWith(EXPLAIN)) {
      explain(line.substring(EXPLAIN.length()));
    } else if (line.startsWith(".")) {
      screen.line("no such command: " + line);
    } else {
      statements.run(line);
    }
  }

  private void tables() {
    TextTable table = new TextTable("table", "state", "rows loaded");
    for (TableStatus status : engine.status().tables()) {
      String state =
          status.state() == MirrorState.QUARANTINED
              ? "on SQLite only: " + status.reason()
              : status.state().toString();
      table.add(status.table(), state, status.loadedRows());
    }
    table.lines().forEach(screen::line);
  }

  private void status() {
    SyncStatus status = engine.status();
    TextTable table = new TextTable("what", "value");
    table.add("changes committed", status.latestSequence());
    table.add("changes on the copy", status.appliedSequence());
    table.add("lag in events", status.lagEvents());
    table.add("lag in ms", status.lag().toMillis());
    table.add("cycles", status.cycles());
    table.add("queries that fell back", status.olapFallbacks());
    table.lines().forEach(screen::line);
    status.lastError().ifPresent(failure -> screen.line("last error: " + failure.error()));
  }

  private void explain(String sql) {
    try {
      Explanation explanation = engine.explain(sql);
      screen.line(EngineNames.of(explanation.target()) + ": " + explanation.reason());
      explanation.olapSql().ifPresent(screen::line);
    } catch (HtapException e) {
      screen.failure(e);
    }
  }
}
