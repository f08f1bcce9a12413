package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class RocksDbStoreTest {
  @TempDir Path dir;

  @Test
  void anErrorSaysWhatWasTriedAndWhere() {
    try (RocksDbStore store = RocksDbStore.open(RocksDbCdcConfig.bridge(dir.resolve("log")))) {
      HtapException failure = store.failure("appending", new RocksDBException("bad block"));
      assertThat(failure.code()).isEqualTo(ErrorCode.LOG_FAILED);
      assertThat(failure)
          .hasMessageContainingAll("appending failed", dir.resolve("log").toString(), "bad block");
    }
  }

  @Test
  void aFullDiskSaysWhatToDo() {
    Status status = new Status(Status.Code.IOError, Status.SubCode.NoSpace, "No space left");
    try (RocksDbStore store = RocksDbStore.open(RocksDbCdcConfig.bridge(dir.resolve("log")))) {
      assertThat(store.failure("appending", new RocksDBException("No space left", status)))
          .hasMessageContaining("The disk is full; make room and open the log again");
    }
  }
}
