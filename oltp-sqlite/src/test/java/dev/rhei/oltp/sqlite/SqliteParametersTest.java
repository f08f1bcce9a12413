package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.testkit.LeakGuard;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
final class SqliteParametersTest {
  @TempDir private Path dir;
  private SqliteOltpEngine engine;

  @BeforeEach
  void open() {
    engine = Database.open(dir);
    engine.execute("CREATE TABLE stored (value)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** What a query gives back after the value was stored. */
  private Object stored(Object value) {
    engine.execute("DELETE FROM stored");
    engine.execute("INSERT INTO stored VALUES (?)", value);
    return Database.value(engine, "SELECT value FROM stored");
  }

  private String storedType(Object value) {
    stored(value);
    return (String) Database.value(engine, "SELECT typeof(value) FROM stored");
  }

  @Test
  void nullIsNull() {
    assertThat(stored(null)).isNull();
  }

  @Test
  void integersOfEveryTypeComeBackAsTheSmallestThatFits() {
    assertThat(stored((byte) -7)).isEqualTo(-7);
    assertThat(stored((short) 300)).isEqualTo(300);
    assertThat(stored(70_000)).isEqualTo(70_000);
    assertThat(stored(5L)).isEqualTo(5);
    assertThat(stored(1L << 40)).isEqualTo(1L << 40);
    assertThat(stored(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(stored(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        1.5,
        -1e-300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void realsComeBackExactly(double value) {
    assertThat(stored(value)).isEqualTo(value);
  }

  @Test
  void negativeZeroKeepsItsSign() {
    assertThat(stored(-0.0)).isEqualTo(-0.0);
  }

  @Test
  void aFloatIsADouble() {
    assertThat(stored(0.25f)).isEqualTo(0.25);
  }

  @Test
  void notANumberIsRefused() {
    fails(ErrorCode.PARAMETER_INVALID, () -> stored(Double.NaN))
        .hasMessageContaining("parameter 1 is NaN");
    fails(ErrorCode.PARAMETER_INVALID, () -> stored(Float.NaN))
        .hasMessageContaining("parameter 1 is NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "with \0 inside", "\0", "Grüße, 世界 🚀", "\uFFFD", "'\"--"})
  void textComesBackAsItWas(String text) {
    assertThat(stored(text)).isEqualTo(text);
  }

  @Test
  void halfASurrogatePairIsRefused() {
    fails(ErrorCode.PARAMETER_INVALID, () -> stored("ab\uD83D"))
        .hasMessageContaining("parameter 1 is a String with half a surrogate pair at index 2");
  }

  @Test
  void bytesComeBackAsTheyWere() {
    assertThat((byte[]) stored(new byte[] {0, 1, -1})).containsExactly(0, 1, -1);
  }

  @Test
  void noBytesAreABlobAndNotNull() {
    assertThat((byte[]) stored(new byte[0])).isEmpty();
    assertThat(storedType(new byte[0])).isEqualTo("blob");
  }

  @Test
  void truthIsOneAndZero() {
    assertThat(stored(true)).isEqualTo(1);
    assertThat(stored(false)).isEqualTo(0);
  }

  @Test
  void bigIntegersFitOrAreRefused() {
    assertThat(stored(BigInteger.valueOf(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(stored(BigInteger.TWO)).isEqualTo(2);
    fails(ErrorCode.PARAMETER_INVALID, () -> stored(BigInteger.ONE.shiftLeft(63)))
        .hasMessageContaining("parameter 1 is the BigInteger 9223372036854775808");
  }

  @Test
  void bigDecimalsAreIntegersWhereIntegralAndElseReals() {
    assertThat(stored(new BigDecimal("12.00"))).isEqualTo(12);
    assertThat(stored(new BigDecimal("0.00"))).isEqualTo(0);
    assertThat(stored(new BigDecimal("1E+3"))).isEqualTo(1000);
    assertThat(stored(new BigDecimal("9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
    assertThat(stored(new BigDecimal("9223372036854775808"))).isEqualTo(0x1p63);
    assertThat(stored(new BigDecimal("19.99"))).isEqualTo(19.99);
    assertThat(stored(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void timesAreTheTextThatSqliteReads() {
    assertThat(stored(Instant.parse("2024-02-29T12:30:00Z"))).isEqualTo("2024-02-29 12:30:00");
    assertThat(stored(Instant.parse("1969-12-31T23:59:59.5Z")))
        .isEqualTo("1969-12-31 23:59:59.500000");
    assertThat(stored(LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6_000)))
        .isEqualTo("2024-01-02 03:04:05.000006");
    assertThat(stored(LocalDate.of(7, 1, 2))).isEqualTo("0007-01-02");
    stored(Instant.parse("2024-02-29T12:30:00.25Z"));
    assertThat(Database.value(engine, "SELECT strftime('%s', value) FROM stored"))
        .isEqualTo("1709209800");
  }

  @Test
  void timesThatSqliteCannotReadAreRefused() {
    fails(ErrorCode.PARAMETER_INVALID, () -> stored(Instant.ofEpochSecond(0, 1)))
        .hasMessageContaining("parameter 1 has nanoseconds");
    fails(ErrorCode.PARAMETER_INVALID, () -> stored(LocalDate.of(10_000, 1, 1)))
        .hasMessageContaining("parameter 1 is in the year 10000");
    fails(ErrorCode.PARAMETER_INVALID, () -> stored(LocalDateTime.of(-1, 1, 1, 0, 0)))
        .hasMessageContaining("parameter 1 is in the year -1");
  }

  @Test
  void anUnsupportedTypeIsNamedWithItsPosition() {
    fails(
            ErrorCode.PARAMETER_INVALID,
            () -> engine.execute("INSERT INTO stored SELECT ? || ?", "x", UUID.randomUUID()))
        .hasMessageContaining("parameter 2 has the type java.util.UUID");
  }

  @Test
  void tooFewAndTooManyAreRefused() {
    fails(ErrorCode.PARAMETER_INVALID, () -> engine.execute("INSERT INTO stored VALUES (?)"))
        .hasMessageContaining("has 1 parameters and was given 0")
        .hasMessageContaining("INSERT INTO stored");
    fails(ErrorCode.PARAMETER_INVALID, () -> engine.execute("DELETE FROM stored", 1));
    fails(ErrorCode.PARAMETER_INVALID, () -> Database.value(engine, "SELECT ?", 1, 2));
    assertThat(Database.value(engine, "SELECT ?2 || ?1", "a", "b")).isEqualTo("ba");
  }

  @Test
  void valuesOfAnEarlierCallAreForgotten() {
    String sql = "INSERT INTO stored VALUES (?)";
    engine.execute(sql, "secret");
    fails(ErrorCode.PARAMETER_INVALID, () -> engine.execute(sql));
    assertThat(Database.rows(engine, "SELECT value FROM stored")).hasSize(1);
  }
}
