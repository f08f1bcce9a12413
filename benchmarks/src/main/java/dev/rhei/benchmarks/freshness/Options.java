package dev.rhei.benchmarks.freshness;

import dev.rhei.benchmarks.report.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the command line asks for, as {@code name=value}.
 *
 * @param data where the database is made
 * @param out where the report goes
 * @param rates commits a second, one measurement for each
 * @param time of each measurement
 * @param walTime of writing at full speed; zero for none
 * @param rows of the table at the start
 */
record Options(
    Path data, Path out, List<Integer> rates, Duration time, Duration walTime, int rows) {
  static final String USAGE =
      """
      Options, with their defaults:
        data=target/rhei-freshness  where the database is made; an older one is removed
        out=<data>                  where freshness.md, .csv and .svg go
        rates=100,1000,5000         commits a second
        seconds=20                  of each measurement
        wal=60                      seconds of writing at full speed; 0 for none
        rows=1000000                of the table at the start""";

  /** Copies the list. */
  Options {
    rates = List.copyOf(rates);
  }

  static Options parse(String... arguments) {
    Arguments values = Arguments.of(arguments);
    Path data = Path.of(values.take("data", "target/rhei-freshness"));
    Path out = Path.of(values.take("out", data.toString()));
    List<Integer> rates =
        Stream.of(values.take("rates", "100,1000,5000").split(",", -1))
            .map(Integer::valueOf)
            .toList();
    Duration time = Duration.ofSeconds(Long.parseLong(values.take("seconds", "20")));
    Duration walTime = Duration.ofSeconds(Long.parseLong(values.take("wal", "60")));
    int rows = Integer.parseInt(values.take("rows", "1000000"));
    values.requireAllTaken();
    if (rates.stream().anyMatch(rate -> rate < 1) || time.isZero() || rows < 1) {
      throw new IllegalArgumentException("rates, seconds and rows are at least 1");
    }
    return new Options(data, out, rates, time, walTime, rows);
  }
}
