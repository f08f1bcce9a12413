package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.ColumnFit;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Whether a schema that the application gave describes the table as it is. Pure. */
final class TypedSchema {
  private TypedSchema() {}

  /**
   * The schema given, with the table's own name and row key.
   *
   * @throws HtapException TABLE_UNSUPPORTED with what does not agree
   */
  static TableSchema checked(TableSchema typed, TableShape shape) {
    List<String> given = typed.columns().stream().map(Field::getName).toList();
    List<String> actual = shape.columns().stream().map(TableShape.ColumnShape::name).toList();
    if (!same(given, actual)) {
      throw unsupported(
          shape,
          "has the columns " + given + ", the table has " + actual + "; name all in that order");
    }
    if (!typed.primaryKey().isEmpty() && !same(typed.primaryKey(), shape.primaryKey())) {
      throw unsupported(
          shape,
          "has the primary key " + typed.primaryKey() + ", the table has " + shape.primaryKey());
    }
    for (Field field : typed.columns()) {
      if (!ColumnFit.supports(field)) {
        throw unsupported(
            shape,
            "has the Arrow type "
                + field.getType()
                + " for column '"
                + field.getName()
                + "'; supported are Int64, Float64, Utf8, Binary, Bool, Date(DAY),"
                + " Timestamp(MICROSECOND) without zone or in UTC, and Decimal of at most 38 digits");
      }
    }
    TableSchema schema =
        new TableSchema(shape.name(), typed.arrow(), shape.primaryKey(), shape.rowKey());
    requireDistinctKeys(schema, shape);
    return schema;
  }

  /** Two texts may be one timestamp or one decimal: two rows here, one key there. */
  private static void requireDistinctKeys(TableSchema schema, TableShape shape) {
    if (schema.rowKey() == RowKey.ROWID) {
      return;
    }
    for (Field key : schema.keyColumns()) {
      if (key.getType() instanceof ArrowType.Timestamp
          || key.getType() instanceof ArrowType.Decimal) {
        throw unsupported(
            shape,
            "types the key column '"
                + key.getName()
                + "' as "
                + key.getType()
                + ", by which two rows of different text may have one key; leave it Utf8, Int64 or"
                + " Float64");
      }
    }
  }

  private static boolean same(List<String> given, List<String> actual) {
    return given.stream()
        .map(Identifier::fold)
        .toList()
        .equals(actual.stream().map(Identifier::fold).toList());
  }

  private static HtapException unsupported(TableShape shape, String what) {
    return new HtapException(
        ErrorCode.TABLE_UNSUPPORTED, "the schema given for '" + shape.name() + "' " + what);
  }
}
