package dev.rhei.parity;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.Route;
import dev.rhei.core.sync.TableStatus;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A SQLite file with everything in it mirrored that can be, and plain SQLite beside the engine. For
 * one thread.
 */
final class MirroredFile implements AutoCloseable {
  private static final Pattern DDL =
      Pattern.compile("\\s*(CREATE|DROP|ALTER)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Each statement is a transaction of its own; what is rolled back in a script stays here. */
  private static final Pattern TRANSACTION =
      Pattern.compile(
          "\\s*(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HtapEngine engine;
  private final Oracle oracle;
  private final Map<String, String> unmirrored = new HashMap<>(); // name in lower case -> reason
  private final Map<String, Set<String>> views = new HashMap<>(); // -> the names in its text
  private boolean changed;
  private boolean schemaChanged = true;

  MirroredFile(Path file) {
    engine = HtapEngine.open(HtapConfig.at(file).olapInMemory().manualSync());
    oracle = new Oracle(file);
  }

  Oracle oracle() {
    return oracle;
  }

  /** Runs a statement, and does not care whether it fails. */
  void run(String sql) {
    if (TRANSACTION.matcher(sql).matches()) {
      return;
    }
    changed = true;
    schemaChanged |= DDL.matcher(sql).matches();
    try {
      engine.execute(sql);
    } catch (HtapException e) {
      // scripts contain statements that are to fail, and some that need another SQLite
    }
  }

  /** What the engine answered, and who in it. */
  record Answered(Answer answer, Route route) {}

  Answered ask(String sql, List<Object> parameters) {
    Query query = Query.of(sql, parameters.toArray()).hint(QueryHint.PREFER_OLAP).timeout(PATIENCE);
    try (QueryResult result = engine.query(query)) {
      Route route = result.route();
      List<String> labels = result.columns().stream().map(Column::name).toList();
      return new Answered(
          new Answer(
              labels,
              result.toList(
                  row -> {
                    List<Object> values = new ArrayList<>(row.size());
                    for (int i = 0; i < row.size(); i++) {
                      values.add(Answer.value(row.get(i)));
                    }
                    return values;
                  })),
          route);
    }
  }

  /** What the copy runs for a query. */
  String translation(String sql, List<Object> parameters) {
    return engine
        .explain(Query.of(sql, parameters.toArray()).hint(QueryHint.PREFER_OLAP))
        .olapSql()
        .orElse("");
  }

  /** Why a query reads what no copy can hold; empty if it does not. */
  Optional<String> unmirroredIn(String sql) {
    Set<String> names = withViews(SqlTokens.names(sql));
    for (String name : names) {
      String reason = unmirrored.get(name);
      if (reason != null) {
        return Optional.of(reason);
      }
      if (name.startsWith("pragma_") || name.startsWith("sqlite_")) {
        return Optional.of("a table of SQLite's own");
      }
    }
    return Optional.empty();
  }

  /** Whether a query names a view. */
  boolean readsView(String sql) {
    return SqlTokens.names(sql).stream().anyMatch(views::containsKey);
  }

  private Set<String> withViews(Set<String> names) {
    for (String name : List.copyOf(names)) {
      Set<String> inner = views.get(name);
      if (inner != null && !names.containsAll(inner)) {
        names.addAll(inner);
        return withViews(names);
      }
    }
    return names;
  }

  /** Registers new tables, and brings the copy up to date. */
  void follow() {
    if (schemaChanged) {
      registerAll();
    }
    if (schemaChanged || changed) {
      engine.syncNow();
      engine.status().tables().forEach(this::note);
    }
    schemaChanged = false;
    changed = false;
  }

  private void registerAll() {
    unmirrored.clear();
    views.clear();
    for (List<Object> object : schema()) {
      String name = (String) object.get(1);
      if (object.get(0).equals("view")) {
        views.put(key(name), SqlTokens.names((String) object.get(2)));
        continue;
      }
      try {
        if (engine.status().table(name).isEmpty()) {
          engine.registerTable(name);
        }
      } catch (HtapException e) {
        unmirrored.put(key(name), e.getMessage());
      }
    }
  }

  private List<List<Object>> schema() {
    String sql =
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('table', 'view')"
            + " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_rhei_*'";
    try {
      return oracle.ask(sql, List.of()).rows();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A table that left the copy is loaded again if what it holds now can be mirrored. */
  private void note(TableStatus table) {
    String reason = table.reason();
    if (table.state() == MirrorState.QUARANTINED) {
      try {
        engine.resync(table.table());
      } catch (HtapException e) {
        unmirrored.put(key(table.table()), reason);
        return;
      }
    }
    unmirrored.remove(key(table.table()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    oracle.close();
    engine.close();
  }
}
