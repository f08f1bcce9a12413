package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.oltp.sqlite.LogForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtapConfigTest {
  private static final Path FILE = Path.of("some", "app.db");

  @Test
  void defaultsAreTheOnesThatReadmeNames() {
    HtapConfig config = HtapConfig.at(FILE);
    assertThat(config.path()).isEqualTo(FILE);
    assertThat(config.olapPath()).contains(Path.of("some", "app.db.olap.duckdb"));
    assertThat(config.olapBackend()).isEmpty();
    assertThat(config.syncInterval()).contains(Duration.ofMillis(500));
    assertThat(config.syncExecutorOrNull()).isNull();
    assertThat(config.listener()).isSameAs(SyncListener.NONE);
    HtapConfig.Parts parts = config.parts();
    assertThat(parts.sqlite().path()).isEqualTo(FILE);
    assertThat(parts.sqlite().readConnections()).isEqualTo(4);
    assertThat(parts.sqlite().busyTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(parts.sqlite().readWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(parts.sqlite().writeWait()).isEqualTo(Duration.ofSeconds(60));
    assertThat(parts.sqlite().statementCache()).isEqualTo(64);
    assertThat(parts.sqlite().foreignKeys()).isEmpty();
    assertThat(parts.sqlite().logForm()).isEqualTo(LogForm.KEY);
    assertThat(parts.duckDb().path()).isEqualTo(config.olapPath());
    assertThat(parts.duckDb().memoryLimit()).isBetween(256L << 20, 2L << 30);
    assertThat(parts.duckDb().threads()).isBetween(1, 4);
  }

  @Test
  void eachOptionReturnsACopy() {
    HtapConfig config = HtapConfig.at(FILE);
    HtapConfig inMemory = config.olapInMemory().manualSync();
    assertThat(inMemory.olapPath()).isEmpty();
    assertThat(inMemory.syncInterval()).isEmpty();
    assertThat(config.olapPath()).isPresent();
    assertThat(config.syncInterval()).isPresent();
    assertThat(inMemory.olap(Path.of("x")).olapPath()).contains(Path.of("x"));
  }

  @Test
  void optionsOfAPartAddUp() {
    HtapConfig config =
        HtapConfig.at(FILE)
            .sqlite(sqlite -> sqlite.readConnections(2))
            .sqlite(sqlite -> sqlite.statementCache(7))
            .sync(sync -> sync.chunkEvents(10))
            .sync(sync -> sync.pruneLog(false));
    assertThat(config.parts().sqlite().readConnections()).isEqualTo(2);
    assertThat(config.parts().sqlite().statementCache()).isEqualTo(7);
    assertThat(config.parts().sync().chunkEvents()).isEqualTo(10);
    assertThat(config.parts().sync().pruneLog()).isFalse();
  }

  @Test
  void everyOptionCanBeText() {
    HtapConfig config =
        HtapConfig.fromOptions(
            Map.of(
                "path", "app.db",
                "olap", "copy.duckdb",
                "olap.memoryLimitMiB", "512",
                "olap.threads", "3",
                "sqlite.readConnections", "9",
                "sqlite.busyTimeoutMillis", "1234",
                "sqlite.foreignKeys", "true",
                "sqlite.logForm", "row",
                "sync.intervalMillis", "off",
                "sync.pruneLog", "false"));
    HtapConfig.Parts parts = config.parts();
    assertThat(config.path()).isEqualTo(Path.of("app.db"));
    assertThat(parts.duckDb().path()).contains(Path.of("copy.duckdb"));
    assertThat(parts.duckDb().memoryLimit()).isEqualTo(512L << 20);
    assertThat(parts.duckDb().threads()).isEqualTo(3);
    assertThat(parts.sqlite().readConnections()).isEqualTo(9);
    assertThat(parts.sqlite().busyTimeout()).isEqualTo(Duration.ofMillis(1234));
    assertThat(parts.sqlite().foreignKeys()).contains(true);
    assertThat(parts.sqlite().logForm()).isEqualTo(LogForm.ROW);
    assertThat(config.syncInterval()).isEmpty();
    assertThat(parts.sync().pruneLog()).isFalse();
    assertThat(HtapConfig.fromOptions(Map.of("path", "a", "olap", ":memory:")).olapPath())
        .isEmpty();
    HtapConfig.Parts others =
        HtapConfig.fromOptions(
                Map.of(
                    "path", "app.db",
                    "olap.flushCommits", "true",
                    "sync.logWarnMiB", "5",
                    "sync.logLimitMiB", "6"))
            .parts();
    assertThat(others.duckDb().flushCommits()).isTrue();
    assertThat(others.sync().logWarnBytes()).isEqualTo(5L << 20);
    assertThat(others.sync().logLimitBytes()).isEqualTo(6L << 20);
  }

  @Test
  void smallerOptionsCanBeTextToo() {
    HtapConfig config =
        HtapConfig.fromOptions(
            Map.ofEntries(
                Map.entry("path", "app.db"),
                Map.entry("olap.tempDirectory", "spill"),
                Map.entry("sqlite.readWaitMillis", "11"),
                Map.entry("sqlite.writeWaitMillis", "12"),
                Map.entry("sqlite.statementCache", "13"),
                Map.entry("sync.pacingMillis", "14"),
                Map.entry("sync.chunkEvents", "15"),
                Map.entry("sync.loadRows", "16"),
                Map.entry("sync.loadSliceMillis", "17"),
                Map.entry("sync.gateWaitMillis", "18"),
                Map.entry("sync.pruneEvents", "19"),
                Map.entry("cdc", "rocksdb-bridge:logs")));
    HtapConfig.Parts parts = config.parts();
    assertThat(parts.duckDb().tempDirectory()).isEqualTo(Path.of("spill"));
    assertThat(parts.sqlite().readWait()).isEqualTo(Duration.ofMillis(11));
    assertThat(parts.sqlite().writeWait()).isEqualTo(Duration.ofMillis(12));
    assertThat(parts.sqlite().statementCache()).isEqualTo(13);
    assertThat(parts.sync().pacing()).isEqualTo(Duration.ofMillis(14));
    assertThat(parts.sync().chunkEvents()).isEqualTo(15);
    assertThat(parts.sync().loadRows()).isEqualTo(16);
    assertThat(parts.sync().loadSlice()).isEqualTo(Duration.ofMillis(17));
    assertThat(parts.sync().gateWait()).isEqualTo(Duration.ofMillis(18));
    assertThat(parts.sync().pruneEvents()).isEqualTo(19);
    assertThat(config.cdc())
        .get()
        .isInstanceOfSatisfying(
            RocksDbCdcConfig.class, log -> assertThat(log.directory()).isEqualTo(Path.of("logs")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "rocksdb-bridge", "rocksdb-bridge:", "kafka:topic", ":dir"})
  void aLogThatIsNotThereIsRefused(String log) {
    assertThatThrownBy(() -> HtapConfig.fromOptions(Map.of("path", "app.db", "cdc", log)))
        .isInstanceOf(HtapException.class)
        .hasMessageContaining("cdc=" + log + " must be triggers, or a kind of log");
    assertThat(HtapConfig.fromOptions(Map.of("path", "a", "cdc", "triggers")).cdc()).isEmpty();
  }
}
