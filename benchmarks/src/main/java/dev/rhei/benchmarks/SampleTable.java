package dev.rhei.benchmarks;

import dev.rhei.HtapEngine;
import dev.rhei.core.engine.OltpTransaction;
import java.util.Random;

/** The table of the figures: five columns, of the types that applications use most. */
public final class SampleTable {
  /** Creates it. */
  public static final String CREATE =
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, status TEXT, total REAL,"
          + " placed TEXT)";

  /** With the values of {@link #row}. */
  public static final String INSERT = "INSERT INTO orders VALUES (?, ?, ?, ?, ?)";

  /** With a status, a total and an id. */
  public static final String UPDATE = "UPDATE orders SET status = ?, total = ? WHERE id = ?";

  static final String DELETE = "DELETE FROM orders WHERE id = ?";
  private static final String[] STATUS = {"new", "paid", "packed", "sent", "returned"};

  private SampleTable() {}

  /** A row with that id. */
  public static Object[] row(long id, Random random) {
    return new Object[] {
      id,
      random.nextInt(100_000),
      STATUS[random.nextInt(STATUS.length)],
      random.nextInt(1_000_000) / 100.0,
      "2026-11-" + (10 + random.nextInt(20)) + " 12:00:00"
    };
  }

  /** Any of the values of the column. */
  public static String status(Random random) {
    return STATUS[random.nextInt(STATUS.length)];
  }

  /** Inserts rows with the ids from..through, a thousand to a transaction. */
  public static void insert(HtapEngine engine, long from, long through, Random random) {
    for (long start = from; start <= through; start += 1_000) {
      long first = start;
      long last = Math.min(through, start + 999);
      engine.transaction(
          tx -> {
            insert(tx, first, last, random);
            return last;
          });
    }
  }

  private static void insert(OltpTransaction tx, long first, long last, Random random) {
    for (long id = first; id <= last; id++) {
      tx.execute(INSERT, row(id, random));
    }
  }
}
