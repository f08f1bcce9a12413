package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.testkit.CdcConsumerContract;
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
    SqliteOltpEngine engine =
        SqliteOltpEngine.open(SqliteConfig.at(directory.resolve("app.db")).logForm(form).build());
    create(engine, engine.capture());
    return new Source() {
      @Override
      public CdcConsumer log() {
        return engine.changes();
      }

      @Override
      public void commit(List<Change> changes) {
        write(engine, changes);
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}
