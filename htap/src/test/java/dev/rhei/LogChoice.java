package dev.rhei;

import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.oltp.sqlite.LogForm;

/** The logs that an engine can read what triggers write from. */
enum LogChoice {
  KEY(LogForm.KEY, false),
  ROW(LogForm.ROW, false),
  KEY_BRIDGED(LogForm.KEY, true),
  ROW_BRIDGED(LogForm.ROW, true);

  private final LogForm form;
  private final boolean bridged;

  LogChoice(LogForm form, boolean bridged) {
    this.form = form;
    this.bridged = bridged;
  }

  boolean isBridged() {
    return bridged;
  }

  /** The same engine with this log; in RocksDB it is beside the database. */
  HtapConfig on(HtapConfig config) {
    HtapConfig formed = config.sqlite(sqlite -> sqlite.logForm(form));
    return bridged
        ? formed.cdc(
            RocksDbCdcConfig.bridge(
                config.path().resolveSibling(config.path().getFileName() + ".log")))
        : formed;
  }
}
