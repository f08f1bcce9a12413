package dev.rhei;

import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.core.cdc.CdcAppender;
import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.oltp.sqlite.SqliteConfig;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.testkit.CdcConsumerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over RocksDB: bridged from SQLite's own log, and told by the application. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class RocksDbCdcContractTest extends CdcConsumerContract {
  private final boolean bridged;

  RocksDbCdcContractTest(boolean bridged) {
    this.bridged = bridged;
  }

  @Override
  protected Source open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SqliteOltpEngine engine =
        SqliteOltpEngine.open(
            SqliteConfig.at(directory.resolve("app.db")).triggers(bridged).build());
    if (engine.tableNames().isEmpty()) {
      engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, v)");
      engine.capture().capture("item");
    }
    Path log = directory.resolve("log");
    RocksDbCdcConfig config =
        bridged ? RocksDbCdcConfig.bridge(log) : RocksDbCdcConfig.standalone(log).syncWrites(false);
    return new Both(engine, config.open(engine.changes()));
  }

  private record Both(SqliteOltpEngine engine, CdcConsumer log) implements Source {
    @Override
    public synchronized void commit(List<Change> changes) {
      engine.transaction(
          tx -> {
            for (Change change : changes) {
              if (change.isDelete()) {
                tx.execute("DELETE FROM item WHERE id = ?", change.id());
              } else {
                tx.execute("REPLACE INTO item VALUES (?, ?)", change.id(), change.v());
              }
            }
            return true;
          });
      if (log instanceof CdcAppender appender) {
        appender.append(changes.stream().map(Both::event).toList());
      }
    }

    private static CdcEvent event(Change change) {
      return change.isDelete()
          ? CdcEvent.delete(1, "item", 0, new Object[] {change.id()})
          : CdcEvent.insert(1, "item", 0, new Object[] {change.id(), change.v()});
    }

    @Override
    public void close() {
      log.close();
      engine.close();
    }
  }
}
