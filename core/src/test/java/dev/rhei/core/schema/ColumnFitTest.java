package dev.rhei.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class ColumnFitTest {
  private static final Field NUMERIC = SqliteField.numeric("c", "NUMERIC", true, "BINARY");
  private static final Field BOOL = Field.nullable("c", ArrowType.Bool.INSTANCE);
  private static final Field DATE = Field.nullable("c", new ArrowType.Date(DateUnit.DAY));
  private static final Field TIMESTAMP =
      Field.nullable("c", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
  private static final Field DECIMAL = Field.nullable("c", new ArrowType.Decimal(5, 2, 128));

  @Test
  void storageClassesAreKeptAsTheyAre() throws MisfitException {
    byte[] bytes = {1};
    assertThat(fit(stored(StorageClass.INTEGER), Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(fit(stored(StorageClass.REAL), -0.0)).isEqualTo(-0.0);
    assertThat(fit(stored(StorageClass.TEXT), "")).isEqualTo("");
    assertThat(fit(stored(StorageClass.BLOB), bytes)).isSameAs(bytes);
    for (StorageClass stored : StorageClass.values()) {
      assertThat(fit(stored(stored), null)).isNull();
    }
  }

  @Test
  void nothingIsCoerced() {
    misfit(stored(StorageClass.INTEGER), 1.0, "a real");
    misfit(stored(StorageClass.INTEGER), "1", "a text");
    misfit(stored(StorageClass.REAL), 1L, "an integer");
    misfit(stored(StorageClass.TEXT), new byte[3], "a blob of 3 bytes");
    misfit(stored(StorageClass.TEXT), new MalformedText(new byte[] {-1}), "not valid UTF-8");
    misfit(stored(StorageClass.BLOB), "x", "a text");
  }

  @Test
  void numericTakesIntegersThatADoubleHolds() throws MisfitException {
    assertThat(fit(NUMERIC, 1L << 53)).isEqualTo(0x1p53);
    assertThat(fit(NUMERIC, -(1L << 53))).isEqualTo(-0x1p53);
    assertThat(fit(NUMERIC, 0.5)).isEqualTo(0.5);
    misfit(NUMERIC, (1L << 53) + 1, "NUMERIC");
    misfit(NUMERIC, Long.MIN_VALUE, "NUMERIC");
    misfit(NUMERIC, "x", "NUMERIC");
  }

  @Test
  void typedColumnsTakeTheirOwnForms() throws MisfitException {
    assertThat(fit(BOOL, 1L)).isEqualTo(true);
    misfit(BOOL, 2L, "Bool");
    assertThat(fit(DATE, "2026-02-28")).isEqualTo(LocalDate.of(2026, 2, 28));
    misfit(DATE, "2026-02-30", "Date");
    misfit(DATE, 5L, "Date");
    Instant noon = Instant.parse("2026-01-01T12:00:00.000001Z");
    assertThat(fit(TIMESTAMP, "2026-01-01 12:00:00.000001")).isEqualTo(noon);
    assertThat(fit(TIMESTAMP, "2026-01-01T12:00:00.000001Z")).isEqualTo(noon);
    misfit(TIMESTAMP, "2026-01-01 12:00:00.0000001", "Timestamp");
    misfit(TIMESTAMP, "2026-01-01", "Timestamp");
    assertThat(fit(DECIMAL, 1.25)).isEqualTo(new BigDecimal("1.25"));
    assertThat(fit(DECIMAL, 999L)).isEqualTo(new BigDecimal("999.00"));
    assertThat(fit(DECIMAL, "1.50")).isEqualTo(new BigDecimal("1.50"));
    misfit(DECIMAL, 1.255, "Decimal");
    misfit(DECIMAL, 1000L, "Decimal");
    misfit(DECIMAL, Double.NaN, "Decimal");
    misfit(DECIMAL, "abc", "Decimal");
  }

  @Test
  void otherTypesAreNotSupported() {
    assertThat(ColumnFit.supports(DATE)).isTrue();
    assertThat(ColumnFit.supports(Field.nullable("c", new ArrowType.Int(32, true)))).isFalse();
    assertThat(ColumnFit.supports(Field.nullable("c", new ArrowType.Decimal(39, 2, 256))))
        .isFalse();
    assertThatThrownBy(() -> fit(Field.nullable("c", new ArrowType.Int(32, true)), 1L))
        .hasMessageContaining("'c'");
  }

  private static Field stored(StorageClass stored) {
    return SqliteField.of("c", "", stored, true, "BINARY");
  }

  private static Object fit(Field field, Object raw) throws MisfitException {
    TableSchema table = new TableSchema("t", new Schema(List.of(field)), List.of());
    return ColumnFit.of(table).row(new Object[] {raw, 1L})[0];
  }

  private static void misfit(Field field, Object raw, String words) {
    assertThatThrownBy(() -> fit(field, raw))
        .isInstanceOf(MisfitException.class)
        .hasMessageContaining("column 'c' of 't' is mirrored as")
        .hasMessageContaining(words);
  }
}
