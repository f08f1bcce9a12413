package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.Translation;
import dev.rhei.testkit.OlapBackendContract;
import java.nio.file.Path;

final class DuckDbBackendContractTest extends OlapBackendContract {
  @Override
  public OlapBackend open(Path directory) {
    return DuckDbBackend.open(
        DuckDbConfig.at(directory.resolve("copy.duckdb")).build(),
        (sql, kinds, schemas) -> new Translation.Refused("not used here"));
  }
}
