package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.testkit.CdcConsumerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(LogForm.class)
class SqliteCdcContractTest extends CdcConsumerContract {
  private final LogForm form;

  SqliteCdcContractTest(LogForm form) {
    this.form = form;
  }

  @Override
  protected Source open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SqliteOltpEngine engine =
        SqliteOltpEngine.open(SqliteConfig.at(directory.resolve("app.db")).logForm(form).build());
    if (engine.tableNames().isEmpty()) {
      engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, v)");
      engine.capture().capture("item");
    }
    return new Source() {
      @Override
      public CdcConsumer log() {
        return engine.changes();
      }

      @Override
      public void commit(List<Change> changes) {
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
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}
