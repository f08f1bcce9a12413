package dev.rhei.benchmarks.routing;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.workloads.Workload;
import dev.rhei.workloads.WorkloadFile;
import dev.rhei.workloads.WorkloadTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;

/** A workload's SQLite file and its copy; what an earlier run left is used again. */
final class Database {
  private final Workload workload;
  private final Path file;
  private final Path copy;
  private final boolean statistics;

  private Database(Workload workload, Path file, Path copy, boolean statistics) {
    this.workload = workload;
    this.file = file;
    this.copy = copy;
    this.statistics = statistics;
  }

  /** Makes what is missing, and reads all of it once so that the system has it in memory. */
  static Database prepare(Workload workload, Options options) throws IOException, SQLException {
    Path directory = Files.createDirectories(options.data());
    Path file = directory.resolve(workload.name() + ".db");
    Path copy = directory.resolve(workload.name() + ".duckdb");
    long started = System.nanoTime();
    long rows = WorkloadFile.create(file, workload);
    if (rows > 0) {
      print("%s: %,d rows written into SQLite in %.1f s", workload, rows, started);
      Files.deleteIfExists(copy);
    }
    WorkloadFile.statistics(file, options.statistics());
    readThrough(file);
    readThrough(copy);
    return new Database(workload, file, copy, options.statistics());
  }

  /** Only while nobody has the file open: closing it frees the locks of the whole process. */
  private static void readThrough(Path path) throws IOException {
    if (Files.exists(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  Path file() {
    return file;
  }

  Path copy() {
    return copy;
  }

  /** Loads the copy, unless it is there. */
  void mirror(HtapEngine engine) {
    long started = System.nanoTime();
    int before = engine.status().tables().size();
    workload.tables().stream().map(WorkloadTable::name).forEach(engine::registerTable);
    if (before == 0) {
      print("%s: %,d rows loaded into the copy in %.1f s", workload, rows(engine), started);
    }
  }

  private static void print(String format, Workload workload, long rows, long started) {
    System.out.printf(
        Locale.ROOT, format + "%n", workload.name(), rows, (System.nanoTime() - started) / 1e9);
  }

  private long rows(HtapEngine engine) {
    return workload.tables().stream().mapToLong(table -> rows(engine, table)).sum();
  }

  private static long rows(HtapEngine engine, WorkloadTable table) {
    Query count = Query.of("SELECT count(*) FROM " + table.name()).hint(QueryHint.PREFER_OLAP);
    try (QueryResult result = engine.query(count)) {
      return result.iterator().next().getLong(0);
    }
  }

  /** The workload and how many rows its tables have, in words. */
  String tables(HtapEngine engine) {
    return workload.name()
        + ": "
        + workload.tables().stream()
            .map(table -> String.format(Locale.ROOT, "%s %,d", table.name(), rows(engine, table)))
            .collect(Collectors.joining(", "))
        + ".";
  }

  /** How large the files are, in words; once the engine is closed. */
  String files() throws IOException {
    return String.format(
        Locale.ROOT,
        "SQLite file %,d MiB, %s ANALYZE; copy %,d MiB.",
        Files.size(file) >> 20,
        statistics ? "with" : "without",
        Files.size(copy) >> 20);
  }
}
