package dev.rhei;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.testkit.OlapBackendContract;
import java.nio.file.Path;

final class SqliteOlapBackendTest extends OlapBackendContract {
  @Override
  public OlapBackend open(Path directory) {
    return SqliteOlapBackend.open(directory.resolve("copy.sqlite"));
  }

  @Override
  public boolean typedColumns() {
    return false;
  }

  @Override
  public boolean nullKeys() {
    return false;
  }
}
