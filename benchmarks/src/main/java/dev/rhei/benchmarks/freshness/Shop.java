package dev.rhei.benchmarks.freshness;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.benchmarks.SampleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The database that is written to: a table of orders, and what HATtrick asks of each client. */
final class Shop implements AutoCloseable {
  /** HATtrick's query: any analytics, and the last transaction of each client that it sees. */
  static final String QUERY =
      "SELECT status, count(*), sum(total), (SELECT max(txn) FROM freshness) FROM orders"
          + " GROUP BY status";

  private final Path file;
  private final VisibleAt visible = new VisibleAt();
  private final HtapEngine engine;
  private final Random random = new Random(1);
  private long nextId;

  private Shop(Path file, int rows) {
    this.file = file;
    engine = HtapEngine.open(HtapConfig.at(file).listener(visible));
    nextId = rows + 1L;
  }

  static Shop create(Options options) throws IOException {
    Path directory = Files.createDirectories(options.data());
    for (String suffix : new String[] {"", "-wal", "-shm", ".olap.duckdb", ".olap.duckdb.wal"}) {
      Files.deleteIfExists(directory.resolve("freshness.db" + suffix));
    }
    Shop shop = new Shop(directory.resolve("freshness.db"), options.rows());
    shop.fill(options.rows());
    return shop;
  }

  private void fill(int rows) {
    engine.execute(SampleTable.CREATE);
    engine.execute("CREATE TABLE freshness (client INTEGER PRIMARY KEY, txn INTEGER)");
    engine.execute("INSERT INTO freshness VALUES (1, 0)");
    SampleTable.insert(engine, 1, rows, random);
    engine.registerTable("orders");
    engine.registerTable("freshness");
  }

  HtapEngine engine() {
    return engine;
  }

  VisibleAt visible() {
    return visible;
  }

  /** SQLite's write-ahead log. */
  Path wal() {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  /** By turns a new order and a change of any order: one change of the log each. */
  void write(HtapEngine to, long number) {
    if (number % 2 == 0) {
      to.execute(SampleTable.INSERT, SampleTable.row(nextId++, random));
    } else {
      update(to);
    }
  }

  void update(HtapEngine to) {
    to.execute(
        SampleTable.UPDATE,
        SampleTable.status(random),
        random.nextInt(1_000_000) / 100.0,
        1 + random.nextLong(nextId - 1));
  }

  /** As {@link #write}, and notes the number of the transaction: two changes of the log. */
  void writeNumbered(HtapEngine to, long number) {
    Object[] order = SampleTable.row(nextId++, random);
    to.transaction(
        tx -> {
          tx.execute(SampleTable.INSERT, order);
          return tx.execute("UPDATE freshness SET txn = ? WHERE client = 1", number);
        });
  }

  @Override
  public void close() {
    engine.close();
  }
}
