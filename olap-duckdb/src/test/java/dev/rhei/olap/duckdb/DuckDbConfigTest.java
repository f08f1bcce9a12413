package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DuckDbConfigTest {
  @Test
  void hasTheDocumentedDefaults() {
    DuckDbConfig config = DuckDbConfig.at(Path.of("data", "app.duckdb")).build();
    assertThat(config.path()).contains(Path.of("data", "app.duckdb"));
    assertThat(config.memoryLimit()).isBetween(256L << 20, 2L << 30);
    assertThat(config.threads()).isEqualTo(Math.min(4, Runtime.getRuntime().availableProcessors()));
    assertThat(config.tempDirectory()).isEqualTo(Path.of("data", "app.duckdb.tmp"));
    assertThat(config.flushCommits()).isFalse();
  }

  @Test
  void aCopyInMemoryHasNoPathAndATempDirectoryOfItsOwn() {
    DuckDbConfig config = DuckDbConfig.inMemory().build();
    assertThat(config.path()).isEmpty();
    assertThat(config.tempDirectory().getParent())
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    assertThat(config.tempDirectory())
        .isNotEqualTo(DuckDbConfig.inMemory().build().tempDirectory());
  }

  @Test
  void keepsWhatIsSet() {
    DuckDbConfig config =
        DuckDbConfig.at(Path.of("a"))
            .memoryLimit(100L << 20)
            .threads(3)
            .tempDirectory(Path.of("t"))
            .flushCommits(true)
            .build();
    assertThat(config.memoryLimit()).isEqualTo(100L << 20);
    assertThat(config.threads()).isEqualTo(3);
    assertThat(config.tempDirectory()).isEqualTo(Path.of("t"));
    assertThat(config.flushCommits()).isTrue();
  }

  @Test
  void namesEveryProblemInOneMessage() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> DuckDbConfig.at(Path.of("a;b?c")).memoryLimit(1_000).threads(0).build())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
        .withMessageStartingWith("CONFIG_INVALID: DuckDbConfig: path=a;b?c must not contain")
        .withMessageContaining("memoryLimit=1000 must be at least 67108864")
        .withMessageContaining("threads=0 must be 1..256");
  }
}
