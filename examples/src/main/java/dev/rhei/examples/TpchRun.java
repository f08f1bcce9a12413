package dev.rhei.examples;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.workloads.Workload;
import dev.rhei.workloads.WorkloadTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TPC-H on one engine: load, mirror, write and query at once, then compare both sides in quiet. */
final class TpchRun {
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(60);
  private static final int ROWS_PER_TRANSACTION = 5_000;

  /** Rows of all tables together at scale 1; line items come in ones to sevens, so about. */
  private static final long ROWS_AT_SCALE_ONE = 8_660_000;

  private final Arguments.Tpch options;
  private final Workload tpch;
  private final Screen screen;
  private final SyncWatch watch;
  private final TextTable figures = new TextTable("measured", "figure");

  TpchRun(Arguments.Tpch options, Screen screen) {
    this.options = options;
    tpch = Workload.tpch(options.scale());
    this.screen = screen;
    watch = new SyncWatch(screen);
  }

  /** Whether all answers were the same. */
  boolean run() throws IOException, InterruptedException {
    Path database = emptied("tpch.db");
    Path copy = emptied("tpch.duckdb");
    screen.line("TPC-H at scale " + options.scale() + " in " + database.toAbsolutePath());
    screen.line(
        "SQLite has indices on primary keys, foreign keys and dates, and was told to ANALYZE.");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(database).olap(copy).listener(watch))) {
      mirror(engine, load(engine));
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

  /** Returns the number of rows. */
  private long load(HtapEngine engine) {
    ProgressBar bar =
        new ProgressBar(
            screen, "Writing into SQLite", Math.round(ROWS_AT_SCALE_ONE * options.scale()));
    long written = 0;
    for (WorkloadTable table : tpch.tables()) {
      engine.execute(table.create());
      String insert = table.insert();
      Iterator<Object[]> left = table.rows().iterator();
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
    figures.add("written into SQLite", Numbers.grouped(bar.finish(written)) + " rows/s");
    screen.line("Making indices ...");
    tpch.indices().forEach(engine::execute);
    engine.execute("ANALYZE");
    return written;
  }

  private void mirror(HtapEngine engine, long rows) {
    ProgressBar bar = new ProgressBar(screen, "Loading into DuckDB", rows);
    watch.show(bar);
    for (WorkloadTable table : tpch.tables()) {
      engine.registerTable(table.name());
    }
    figures.add("loaded into DuckDB", Numbers.grouped(bar.finish(watch.loadedRows())) + " rows/s");
  }

  private MixedRun mix(HtapEngine engine) throws InterruptedException {
    screen.line(
        "Writing and querying at once for " + options.mixed().toMillis() / 1_000.0 + " s ...");
    SyncWatch.Replayed before = watch.replayed();
    MixedRun mixed = new MixedRun(engine, tpch, QUERY_LIMIT);
    mixed.run(options.mixed());
    engine.syncNow();
    SyncWatch.Replayed replayed = watch.replayed().minus(before);
    OrderWriter writer = mixed.writer();
    figures.add(
        "written meanwhile",
        perSecond(writer.rows(), mixed.writeNanos(), "rows")
            + " in "
            + perSecond(writer.transactions(), mixed.writeNanos(), "transactions"));
    figures.add(
        "replayed into DuckDB",
        perSecond(replayed.events(), replayed.nanos(), "events")
            + " ("
            + Numbers.grouped(replayed.events())
            + " in "
            + Numbers.grouped(replayed.cycles())
            + " cycles)");
    figures.add("lag, median", lag(mixed.lagEvents().median(), mixed.lagMillis().median()));
    figures.add("lag, largest", lag(mixed.lagEvents().max(), mixed.lagMillis().max()));
    figures.add(
        "queries meanwhile",
        mixed.queryMillis().count()
            + ", median "
            + mixed.queryMillis().median()
            + " ms"
            + (mixed.timeouts() == 0
                ? ""
                : "; " + mixed.timeouts() + " stopped after " + QUERY_LIMIT.toSeconds() + " s"));
    return mixed;
  }

  private static String lag(long events, long millis) {
    return Numbers.grouped(events) + " events, " + Numbers.grouped(millis) + " ms";
  }

  private static String perSecond(long count, long nanos, String what) {
    return Numbers.grouped(Numbers.perSecond(count, nanos)) + " " + what + "/s";
  }

  private boolean compare(HtapEngine engine, MixedRun mixed) {
    screen.line("Asking both engines once each, now that nobody writes ...");
    TextTable table =
        new TextTable("query", "engine chosen", "SQLite ms", "DuckDB ms", "same answer");
    List<String> remarks = new ArrayList<>();
    boolean allSame = true;
    for (TpchQuery query : TpchQuery.values()) {
      TimedAnswer sqlite = TimedAnswer.of(engine, query.sql(), QueryHint.OLTP, QUERY_LIMIT);
      TimedAnswer duckDb = TimedAnswer.of(engine, query.sql(), QueryHint.OLAP, QUERY_LIMIT);
      Optional<String> difference = sqlite.difference(duckDb);
      boolean compared = sqlite.answer().isPresent() && duckDb.answer().isPresent();
      allSame &= difference.isEmpty();
      table.add(
          query.name(),
          chosen(mixed.engines(query)),
          TextTable.amount(sqlite.time()),
          TextTable.amount(duckDb.time()),
          difference.isPresent() ? "NO" : compared ? "yes" : "not compared");
      Stream.of(difference.orElse(""), sqlite.problem(), duckDb.problem())
          .filter(remark -> !remark.isEmpty())
          .forEach(remark -> remarks.add(query + ": " + remark));
    }
    screen.line("");
    table.lines().forEach(screen::line);
    remarks.forEach(screen::line);
    screen.line("");
    figures.lines().forEach(screen::line);
    return allSame;
  }

  /** Which engine answered while others wrote, and how often. */
  private static String chosen(Map<QueryTarget, Integer> engines) {
    return engines.entrySet().stream()
        .map(engine -> EngineNames.of(engine.getKey()) + " " + engine.getValue() + "x")
        .collect(Collectors.joining(", "));
  }
}
