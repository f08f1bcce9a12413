package dev.rhei.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.core.schema.SqliteField;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("i", SqliteField.INT64),
          new Column("r", SqliteField.FLOAT64),
          new Column("t", SqliteField.UTF8),
          new Column("b", SqliteField.BINARY),
          new Column("n", SqliteField.INT64),
          new Column("I", SqliteField.INT64));
  private final byte[] bytes = {104, 105};
  private final Row row =
      new Row(new ColumnIndex(COLUMNS), new Object[] {7, 2.5, "text", bytes, null, 8});

  @Test
  void readsByIndexAndByLabel() {
    assertThat(row.size()).isEqualTo(6);
    assertThat(row.get(0)).isEqualTo(7);
    assertThat(row.getLong("i")).as("of equal labels the first counts").isEqualTo(7);
    assertThat(row.getDouble("R")).isEqualTo(2.5);
    assertThat(row.getDouble(0)).isEqualTo(7.0);
    assertThat(row.getString(0)).isEqualTo("7");
    assertThat(row.getString("b")).isEqualTo("hi");
    assertThat(row.getBytes("t")).isEqualTo(new byte[] {116, 101, 120, 116});
    assertThat(row.getBoolean(0)).isTrue();
    assertThat(row.isNull("n")).isTrue();
    assertThat(row.getString("n")).isNull();
    assertThat(row.getBytes("n")).isNull();
  }

  @Test
  void cannotBeChangedThroughItsBytes() {
    row.getBytes("b")[0] = 0;
    assertThat(row.getBytes("b")).isEqualTo(new byte[] {104, 105});
  }

  @Test
  void neverGuesses() {
    assertThatThrownBy(() -> row.getLong("n"))
        .hasMessage(
            "TYPE_MISMATCH: column 4 ('n') read as long is NULL; test it with isNull first");
    assertThatThrownBy(() -> row.getLong("r")).hasMessageContaining("Double 2.5");
    assertThatThrownBy(() -> row.getLong("t")).hasMessageContaining("String text");
    assertThatThrownBy(() -> row.getDouble("b")).hasMessageContaining("a blob");
    assertThatThrownBy(() -> row.getBytes("i")).hasMessageContaining("as bytes");
    assertThatThrownBy(() -> row.getBoolean("n")).hasMessageContaining("NULL");
    assertThatThrownBy(() -> row.get("x"))
        .hasMessage("COLUMN_UNKNOWN: no column 'x'; the result has [i, r, t, b, n, I]");
    assertThatThrownBy(() -> row.get(6)).hasMessageContaining("the result has 6, counted from 0");
  }
}
