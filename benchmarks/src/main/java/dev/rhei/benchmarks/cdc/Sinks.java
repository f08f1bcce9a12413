package dev.rhei.benchmarks.cdc;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.benchmarks.SampleTable;
import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.cdc.rocksdb.RocksDbCdcLog;
import dev.rhei.core.cdc.CdcEvent;
import java.nio.file.Path;
import java.util.List;

/** The ways to write that are measured, by name. */
enum Sinks {
  /** sqlite-jdbc alone, with the pragmas of the engine. */
  DRIVER {
    @Override
    Sink open(Path directory) throws Exception {
      return new DriverSink(directory.resolve("app.db"));
    }
  },
  /** The engine, with no table registered. */
  NONE {
    @Override
    Sink open(Path directory) {
      return engine(HtapConfig.at(directory.resolve("app.db")).manualSync(), false);
    }
  },
  /** Triggers, and nobody who reads what they write. */
  TRIGGERS {
    @Override
    Sink open(Path directory) {
      return engine(HtapConfig.at(directory.resolve("app.db")).manualSync(), true);
    }
  },
  /** Triggers, and the replay into DuckDB beside the writers. */
  TRIGGERS_REPLAYED {
    @Override
    Sink open(Path directory) {
      return engine(HtapConfig.at(directory.resolve("app.db")), true);
    }
  },
  /** The same by way of RocksDB. */
  BRIDGE_REPLAYED {
    @Override
    Sink open(Path directory) {
      return engine(
          HtapConfig.at(directory.resolve("app.db"))
              .cdc(RocksDbCdcConfig.bridge(directory.resolve("log"))),
          true);
    }
  },
  /** No triggers; the application tells the log after each commit, and nobody reads it. */
  STANDALONE {
    @Override
    Sink open(Path directory) {
      return appending(standalone(directory).manualSync());
    }
  },
  /** The same, replayed. */
  STANDALONE_REPLAYED {
    @Override
    Sink open(Path directory) {
      return appending(standalone(directory));
    }
  },
  /** No triggers; SQLite's update listener tells what to log. A sketch, see the class. */
  CAPTURE {
    @Override
    Sink open(Path directory) throws Exception {
      return new ListenerSink(directory);
    }
  },
  /** RocksDB alone. */
  LOG {
    @Override
    Sink open(Path directory) {
      return log(RocksDbCdcConfig.standalone(directory.resolve("log")).syncWrites(false));
    }
  },
  /** RocksDB alone, on the disk when an append returns. */
  LOG_SYNCED {
    @Override
    Sink open(Path directory) {
      return log(RocksDbCdcConfig.standalone(directory.resolve("log")));
    }
  };

  /** Opens it in an empty directory. */
  abstract Sink open(Path directory) throws Exception;

  private static HtapConfig standalone(Path directory) {
    return HtapConfig.at(directory.resolve("app.db"))
        .cdc(RocksDbCdcConfig.standalone(directory.resolve("log")).syncWrites(false));
  }

  private static Sink engine(HtapConfig config, boolean registered) {
    HtapEngine engine = open(config, registered);
    return new Sink() {
      @Override
      public void write(List<Object[]> rows) {
        insert(engine, rows);
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }

  private static Sink appending(HtapConfig config) {
    HtapEngine engine = open(config, true);
    return new Sink() {
      @Override
      public void write(List<Object[]> rows) {
        insert(engine, rows);
        engine.append(events(rows));
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }

  private static Sink log(RocksDbCdcConfig config) {
    RocksDbCdcLog log = RocksDbCdcLog.open(config);
    return new Sink() {
      @Override
      public void write(List<Object[]> rows) {
        log.append(events(rows));
      }

      @Override
      public void close() {
        log.close();
      }
    };
  }

  private static HtapEngine open(HtapConfig config, boolean registered) {
    HtapEngine engine = HtapEngine.open(config);
    engine.execute(SampleTable.CREATE);
    if (registered) {
      engine.registerTable("orders");
    }
    return engine;
  }

  private static void insert(HtapEngine engine, List<Object[]> rows) {
    if (rows.size() == 1) {
      engine.execute(SampleTable.INSERT, rows.get(0));
      return;
    }
    engine.transaction(
        tx -> {
          for (Object[] row : rows) {
            tx.execute(SampleTable.INSERT, row);
          }
          return rows.size();
        });
  }

  /** What an application would append. */
  static List<CdcEvent> events(List<Object[]> rows) {
    return rows.stream().map(row -> CdcEvent.insert(1, "orders", 0, row.clone())).toList();
  }
}
