package dev.rhei.benchmarks.freshness;

import dev.rhei.HtapEngine;
import dev.rhei.benchmarks.report.Machine;
import dev.rhei.benchmarks.report.Percentiles;
import dev.rhei.core.sync.Freshness;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures at several rates of commits how soon the copy shows them, what LATEST adds to a query,
 * and how stale answers are; then how far the WAL grows; and writes {@code freshness.md}, {@code
 * .csv} and {@code .svg}. Options are those of {@link Options#USAGE}.
 */
public final class FreshnessRun {
  private static final int WARM_UP_SHARE = 5;

  private FreshnessRun() {}

  /** Runs it all. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      return;
    }
    double load = Machine.load();
    List<Measured> all = new ArrayList<>();
    List<WalWatch.Growth> growth = new ArrayList<>();
    try (Shop shop = Shop.create(options)) {
      for (int rate : options.rates()) {
        Measured measured = measure(shop, rate, options.time());
        System.out.println(measured);
        all.add(measured);
      }
      if (!options.walTime().isZero()) {
        growth.add(WalWatch.write(shop, options.walTime()));
        System.out.println(growth.get(0));
      }
    }
    new Report(options, load, all, growth).write(Files.createDirectories(options.out()));
  }

  private static Measured measure(Shop shop, int rate, Duration time) throws Exception {
    HtapEngine engine = shop.engine();
    VisibleAt visible = shop.visible();
    long before = settled(shop);
    PacedWriter writer = new PacedWriter(engine, shop::write, rate, time);
    writer.start();
    CommitTimes commits = writer.times();
    requireChanges(shop, before, commits.count());
    int skip = commits.count() / WARM_UP_SHARE;
    Percentiles delays = visible.delays(commits, before, 1, skip);
    Percentiles cycles = visible.cycles();
    return new Measured(
        rate, commits.rate(), commits.lateness(), delays, cycles, queried(shop, rate, time));
  }

  private static Measured.Queried queried(Shop shop, int rate, Duration time) throws Exception {
    HtapEngine engine = shop.engine();
    long before = settled(shop);
    PacedWriter writer = new PacedWriter(engine, shop::writeNumbered, rate, time);
    Queries queries = new Queries();
    writer.start();
    queries.runWhile(engine, writer);
    CommitTimes commits = writer.times();
    requireChanges(shop, before, commits.count() * 2L);
    int skip = commits.count() / WARM_UP_SHARE;
    long since = commits.at(skip);
    return new Measured.Queried(
        commits.rate(),
        shop.visible().delays(commits, before, 2, skip),
        queries.times(Freshness.LATEST, since),
        queries.times(Freshness.EVENTUAL, since),
        queries.staleness(Freshness.LATEST, since, commits),
        queries.staleness(Freshness.EVENTUAL, since, commits));
  }

  /** Position of the log once the copy has all of it. */
  private static long settled(Shop shop) {
    long position = shop.engine().syncNow().lastSequence();
    shop.visible().clear();
    return position;
  }

  /** Commits are found by their position: nobody else may have written. */
  private static void requireChanges(Shop shop, long before, long changes) throws Exception {
    long end = before + changes;
    long position = shop.engine().status().latestSequence();
    if (position != end) {
      throw new IllegalStateException("the log stands at " + position + " instead of " + end);
    }
    shop.visible().await(end);
  }
}
