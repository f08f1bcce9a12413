package dev.rhei.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class TableSchemaTest {
  private static final Field ID =
      SqliteField.of("Id", "INTEGER", StorageClass.INTEGER, false, "BINARY");
  private static final Field NAME =
      SqliteField.of("na\"me 🎶", "VARCHAR(10)", StorageClass.TEXT, true, "NOCASE");
  private static final Field PRICE = SqliteField.numeric("price", "DECIMAL(10,2)", true, "BINARY");
  private static final Field DAY = Field.nullable("day", new ArrowType.Date(DateUnit.DAY));

  @Test
  void survivesItsOwnText() {
    TableSchema table =
        new TableSchema("a \"b\"", new Schema(List.of(ID, NAME, PRICE, DAY)), List.of("id"));
    TableSchema read = TableSchema.fromJson(table.toJson());
    assertThat(read).isEqualTo(table);
    assertThat(SqliteField.collation(read.columns().get(1))).isEqualTo("NOCASE");
    assertThat(SqliteField.isNumeric(read.columns().get(2))).isTrue();
    assertThat(SqliteField.declaredType(read.columns().get(2))).isEqualTo("DECIMAL(10,2)");
    assertThatThrownBy(() -> TableSchema.fromJson("{}")).hasMessageContaining("INTERNAL");
  }

  @Test
  void aKeyOfItsOwnNeedsNoHiddenColumn() {
    TableSchema table = new TableSchema("t", new Schema(List.of(NAME, ID)), List.of("ID"));
    assertThat(table.rowKey()).isEqualTo(RowKey.PRIMARY_KEY);
    assertThat(table.storedColumns()).containsExactly(NAME, ID);
    assertThat(table.keyIndexes()).containsExactly(1);
    assertThat(table.hasIntegerKey()).isTrue();
  }

  @Test
  void otherTablesCarryTheRowid() {
    TableSchema table = new TableSchema("t", new Schema(List.of(NAME)), List.of());
    assertThat(table.rowKey()).isEqualTo(RowKey.ROWID);
    assertThat(table.storedColumns().get(1).getName()).isEqualTo(TableSchema.ROWID_COLUMN);
    assertThat(table.keyIndexes()).containsExactly(1);
    assertThat(table.hasIntegerKey()).isTrue();
    assertThat(table.withRowKey(RowKey.ROWID)).isEqualTo(table);
  }

  @Test
  void refusesWhatCannotBeATable() {
    assertThatThrownBy(() -> new TableSchema("t", new Schema(List.of(ID, ID)), List.of()))
        .hasMessageContaining("'Id' twice");
    assertThatThrownBy(() -> new TableSchema("t", new Schema(List.of(ID)), List.of("x")))
        .hasMessageContaining("no column");
    Field ours = SqliteField.of("_rhei_rowid", "", StorageClass.INTEGER, false, "BINARY");
    assertThatThrownBy(() -> new TableSchema("t", new Schema(List.of(ours)), List.of()))
        .hasMessageContaining("belong to Rhei");
    assertThatThrownBy(
            () -> new TableSchema("t", new Schema(List.of(ID)), List.of(), RowKey.PRIMARY_KEY))
        .hasMessageContaining("no primary key");
  }

  @Test
  void theRegistryComparesNamesAsSqliteDoes() {
    TableSchema table = new TableSchema("Orders", new Schema(List.of(ID)), List.of("Id"));
    SchemaRegistry registry = SchemaRegistry.of(7, List.of(table));
    assertThat(registry.find("ORDERS")).contains(table);
    assertThat(registry.find("order")).isEmpty();
    assertThat(registry.version()).isEqualTo(7);
    assertThat(SchemaRegistry.EMPTY.tables()).isEmpty();
  }
}
