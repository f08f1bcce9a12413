package dev.rhei;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.testkit.OlapBackendContract;
import java.nio.file.Path;

final class SqliteOlapBackendTest extends OlapBackendContract {
  @Override
  protected OlapBackend open(Path directory) {
    return SqliteOlapBackend.open(directory.resolve("copy.sqlite"));
  }

  @Override
  protected boolean typedColumns() {
    return false;
  }

  @Override
  protected boolean nullKeys() {
    return false;
  }
}
