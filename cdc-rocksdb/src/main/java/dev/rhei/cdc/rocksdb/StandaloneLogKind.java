package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcLogFactory;
import dev.rhei.core.cdc.CdcLogKind;
import java.nio.file.Path;

/** {@code rocksdb-standalone} in options: {@link RocksDbCdcConfig#standalone}. */
public final class StandaloneLogKind implements CdcLogKind {
  /** For the service loader. */
  public StandaloneLogKind() {}

  @Override
  public String name() {
    return "rocksdb-standalone";
  }

  @Override
  public CdcLogFactory in(Path directory) {
    return RocksDbCdcConfig.standalone(directory);
  }
}
