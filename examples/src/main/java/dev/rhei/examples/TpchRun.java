package dev.rhei.examples;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** TPC-H on one engine: load, mirror, write and query at once, then compare both sides in quiet. */
final class TpchRun {
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(60);
  private static final int ROWS_PER_TRANSACTION = 5_000;

  private final Arguments.Tpch options;
  private final Screen screen;
  private final SyncWatch watch;
  private final List<String> facts = new ArrayList<>();

  TpchRun(Arguments.Tpch options, Screen screen) {
    this.options = options;
    this.screen = screen;
    watch = new SyncWatch(screen);
  }

  /** Whether all answers were the same. */
  boolean run() throws IOException, InterruptedException {
    Path database = emptied("tpch.db");
    Path copy = emptied("tpch.duckdb");
    screen.line("TPC-H at scale " + options.scale() + " in " + database.toAbsolutePath());
    screen.line(
        "SQLite has indices on primary keys, foreign keys and dates, and ANALYZE's figures.");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(database).olap(copy).listener(watch))) {
      load(engine);
      mirror(engine);
      MixedRun mixed = mix(engine);
      return compare(engine, mixed);
    }
  }

  /** The file of that name, which is gone if there was one. */
  private Path emptied(String name) throws IOException {
    Path directory = Files.createDirectories(options.directory());
    for (String suffix : List.of("", "-wal", "-shm", ".wal")) {
      Files.deleteIfExists(directory.resolve(name + suffix));
    }
    return directory.resolve(name);
  }

  private void load(HtapEngine engine) {
    TpchSchema.TABLES.forEach(engine::execute);
    ProgressBar bar =
        new ProgressBar(screen, "Writing into SQLite", TpchRows.estimate(options.scale()));
    long written = 0;
    for (TpchTable<?> table : TpchRows.TABLES) {
      TpchRows<?> rows = TpchRows.of(table, options.scale());
      String insert = rows.insert();
      Iterator<Object[]> left = rows.iterator();
      while (left.hasNext()) {
        written +=
            engine.transaction(
                transaction -> {
                  long count = 0;
                  while (count < ROWS_PER_TRANSACTION && left.hasNext()) {
                    count += transaction.execute(insert, left.next());
                  }
                  return count;
                });
        bar.update(written);
      }
    }
    fact("written into SQLite", bar.finish(written), "rows/s");
    TpchSchema.INDICES.forEach(engine::execute);
  }

  private void mirror(HtapEngine engine) {
    ProgressBar bar =
        new ProgressBar(screen, "Loading into DuckDB", TpchRows.estimate(options.scale()));
    watch.show(bar);
    for (TpchTable<?> table : TpchRows.TABLES) {
      engine.registerTable(table.getTableName());
    }
    fact("loaded into DuckDB", bar.finish(watch.loadedRows()), "rows/s");
  }

  private MixedRun mix(HtapEngine engine) throws InterruptedException {
    screen.line(
        "Writing and querying at once for " + options.mixed().toMillis() / 1_000.0 + " s ...");
    SyncWatch.Replayed before = watch.replayed();
    MixedRun mixed = new MixedRun(engine, options.scale(), QUERY_LIMIT);
    mixed.run(options.mixed());
    engine.syncNow();
    SyncWatch.Replayed replayed = watch.replayed().minus(before);
    OrderWriter writer = mixed.writer();
    fact("writes", Numbers.perSecond(writer.rows(), mixed.writeNanos()), "rows/s");
    fact("in transactions", Numbers.perSecond(writer.transactions(), mixed.writeNanos()), "/s");
    fact(
        "replayed",
        Numbers.perSecond(replayed.events(), replayed.nanos()),
        "events/s while replaying ("
            + Numbers.grouped(replayed.events())
            + " in "
            + Numbers.grouped(replayed.cycles())
            + " cycles)");
    fact("lag, half the time below", mixed.lagEvents().median(), "events");
    fact("", mixed.lagMillis().median(), "ms");
    fact("lag at most", mixed.lagEvents().max(), "events");
    fact("", mixed.lagMillis().max(), "ms");
    fact("queries meanwhile", mixed.queryMillis().count(), "");
    fact("of which half took below", mixed.queryMillis().median(), "ms");
    return mixed;
  }

  private boolean compare(HtapEngine engine, MixedRun mixed) {
    screen.line("Asking both engines, now that nobody writes ...");
    TextTable table =
        new TextTable("query", "engine chosen", "SQLite ms", "DuckDB ms", "same answer");
    List<String> remarks = new ArrayList<>();
    boolean allSame = true;
    for (TpchQuery query : TpchQuery.values()) {
      TimedAnswer sqlite = TimedAnswer.of(engine, query.sql(), QueryHint.OLTP, QUERY_LIMIT);
      TimedAnswer duckDb = TimedAnswer.of(engine, query.sql(), QueryHint.OLAP, QUERY_LIMIT);
      String same = "not compared";
      if (sqlite.answer().isPresent() && duckDb.answer().isPresent()) {
        Optional<String> difference = sqlite.answer().get().difference(duckDb.answer().get());
        difference.ifPresent(found -> remarks.add(query + ": " + found));
        same = difference.isEmpty() ? "yes" : "NO";
        allSame &= difference.isEmpty();
      }
      for (TimedAnswer side : List.of(sqlite, duckDb)) {
        if (!side.problem().isEmpty()) {
          remarks.add(query + ": " + side.problem());
        }
      }
      table.add(
          query.name(),
          chosen(mixed.engines(query)),
          TextTable.amount(sqlite.time()),
          TextTable.amount(duckDb.time()),
          same);
    }
    screen.line("");
    table.lines().forEach(screen::line);
    remarks.forEach(screen::line);
    screen.line("");
    facts.forEach(screen::line);
    return allSame;
  }

  /** Which engine the router chose while others wrote. */
  private static String chosen(Map<QueryTarget, Integer> engines) {
    return engines.entrySet().stream()
        .map(
            engine ->
                (engine.getKey() == QueryTarget.OLAP ? "DuckDB" : "SQLite")
                    + " "
                    + engine.getValue()
                    + "x")
        .collect(Collectors.joining(", "));
  }

  private void fact(String what, long amount, String unit) {
    facts.add(
        String.format(Locale.ROOT, "%-26s %12s %s", what, Numbers.grouped(amount), unit)
            .stripTrailing());
  }
}
