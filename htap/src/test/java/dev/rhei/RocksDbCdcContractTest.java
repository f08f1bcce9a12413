package dev.rhei;

import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.core.cdc.CdcAppender;
import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.oltp.sqlite.SqliteConfig;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.testkit.CdcConsumerContract;
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
    SqliteOltpEngine engine =
        SqliteOltpEngine.open(
            SqliteConfig.at(directory.resolve("app.db")).triggers(bridged).build());
    create(engine, engine.capture());
    Path log = directory.resolve("log");
    RocksDbCdcConfig config =
        bridged ? RocksDbCdcConfig.bridge(log) : RocksDbCdcConfig.standalone(log).syncWrites(false);
    return new Both(engine, config.open(engine.changes()));
  }

  private record Both(SqliteOltpEngine engine, CdcConsumer log) implements Source {
    @Override
    public synchronized void commit(List<Change> changes) {
      write(engine, changes);
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
