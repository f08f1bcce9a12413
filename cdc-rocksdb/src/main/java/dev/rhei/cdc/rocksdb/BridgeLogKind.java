package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcLogFactory;
import dev.rhei.core.cdc.CdcLogKind;
import java.nio.file.Path;

/** {@code rocksdb-bridge} in options: {@link RocksDbCdcConfig#bridge}. */
public final class BridgeLogKind implements CdcLogKind {
  /** For the service loader. */
  public BridgeLogKind() {}

  @Override
  public String name() {
    return "rocksdb-bridge";
  }

  @Override
  public CdcLogFactory in(Path directory) {
    return RocksDbCdcConfig.bridge(directory);
  }
}
