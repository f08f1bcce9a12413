package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
final class DuckDbLockdownTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('%s/secret.csv')",
        "SELECT * FROM read_text('%s/secret.csv')",
        "SELECT * FROM '%s/secret.csv'",
        "SELECT * FROM glob('%s/*')",
        "COPY (SELECT 1) TO '%s/out.csv'",
        "EXPORT DATABASE '%s/out'",
        "ATTACH '%s/other.duckdb' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '%s/x.duckdb_extension'",
        "SET enable_external_access = true",
        "SET GLOBAL memory_limit = '100GB'",
        "SET threads = 64",
        "SET lock_configuration = false",
        "RESET temp_directory",
        "PRAGMA threads = 2",
        "SET integer_division = false",
        "SET TimeZone = 'Asia/Tokyo'",
        "CREATE TABLE x (a INTEGER)",
        "DROP TABLE _rhei_position",
        "UPDATE _rhei_position SET applied_through = 99",
        "SELECT * FROM _rhei_feed(1)"
      })
  void refuses(String sql) throws IOException {
    Files.writeString(dir.resolve("secret.csv"), "a,b\n1,2\n");
    try (DuckDbBackend olap = Copies.open(dir.resolve("copy.duckdb"))) {
      Copies.fill(olap);
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(() -> Copies.value(olap, sql.formatted(dir), ValueKind.TEXT))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_FAILED));
      assertThat(dir.resolve("out.csv")).doesNotExist();
      assertThat(dir.resolve("other.duckdb")).doesNotExist();
      assertThat(olap.appliedThrough()).isEqualTo(7);
      assertThat(Copies.value(olap, "SELECT count(*) FROM items", ValueKind.INTEGER)).isEqualTo(1);
    }
  }

  @Test
  void stillSpillsBesideTheFile() {
    DuckDbConfig config =
        DuckDbConfig.at(dir.resolve("copy.duckdb")).memoryLimit(100L << 20).threads(2).build();
    try (DuckDbBackend olap = DuckDbBackend.open(config, Copies.NO_TRANSLATOR)) {
      Object spilled =
          Copies.value(
              olap,
              "SELECT count(*) FROM (SELECT i, row_number() OVER (ORDER BY hash(i)) AS r, repeat("
                  + "'x', 40) || i AS t FROM range(3000000) AS n(i)) WHERE r % 2 = 0 AND t <> ''",
              ValueKind.INTEGER);
      assertThat(spilled).isEqualTo(1_500_000);
    }
    assertThat(dir.resolve("copy.duckdb.tmp")).doesNotExist();
  }

  @Test
  void runsWithTheSettingsThatTheDialectCountsOn() {
    try (DuckDbBackend olap = Copies.open(dir.resolve("copy.duckdb"))) {
      assertThat(Copies.value(olap, "SELECT 7 / 2", ValueKind.INTEGER)).isEqualTo(3);
      assertThat(Copies.value(olap, "SELECT 1 / 0", ValueKind.INTEGER)).isNull();
      assertThat(Copies.value(olap, "SELECT 1.5::DOUBLE / 0", ValueKind.REAL)).isNull();
      assertThat(
              Copies.value(
                  olap, "SELECT a FROM (VALUES (1), (NULL)) AS v(a) ORDER BY a", ValueKind.INTEGER))
          .isNull();
      assertThat(
              Copies.value(
                  olap, "SELECT (SELECT a FROM (VALUES (5), (5)) AS v(a))", ValueKind.INTEGER))
          .isEqualTo(5);
      assertThat(Copies.value(olap, "SELECT current_setting('TimeZone')", ValueKind.TEXT))
          .isEqualTo("UTC");
    }
  }
}
