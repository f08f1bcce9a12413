package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.Column;
import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.core.schema.SqliteField;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement, and what the driver takes a microsecond for each column to tell: labels and
 * declared types. They are asked for again when the schema is known to have changed. Used as its
 * connection is.
 */
final class PreparedSql {
  private final PreparedStatement statement;
  private final SchemaWatch schema;
  private String[] labels = {};
  private @Nullable SqliteAffinity[] affinities = {}; // null for what is no column of a table
  private long describedAt = -1;

  PreparedSql(PreparedStatement statement, SchemaWatch schema) {
    this.statement = statement;
    this.schema = schema;
  }

  PreparedStatement statement() {
    return statement;
  }

  /**
   * The columns of a result.
   *
   * @param first its first row; null if it has none
   */
  List<Column> columns(ResultSet rows, @Nullable Object @Nullable [] first) throws SQLException {
    long changes = schema.changes();
    if (describedAt != changes) {
      describe(rows.getMetaData());
      describedAt = changes;
    }
    Column[] columns = new Column[labels.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(labels[i], type(first == null ? null : first[i], affinities[i]));
    }
    return List.of(columns);
  }

  private void describe(ResultSetMetaData metadata) throws SQLException {
    int count = metadata.getColumnCount();
    labels = new String[count];
    affinities = new @Nullable SqliteAffinity[count];
    for (int i = 0; i < count; i++) {
      labels[i] = metadata.getColumnLabel(i + 1);
      String declared = metadata.getColumnTypeName(i + 1);
      String table = metadata.getTableName(i + 1);
      boolean isColumn =
          declared != null && !declared.isEmpty() && table != null && !table.isEmpty();
      affinities[i] = isColumn ? SqliteAffinity.of(declared) : null;
    }
  }

  /** What the first value is, as the driver does; without one, what the column was declared. */
  private static ArrowType type(@Nullable Object value, @Nullable SqliteAffinity affinity) {
    boolean numeric = affinity == SqliteAffinity.NUMERIC;
    if (value instanceof Double || (numeric && value instanceof Number)) {
      return SqliteField.FLOAT64;
    }
    if (value instanceof Number) {
      return SqliteField.INT64;
    }
    if (value instanceof String) {
      return SqliteField.UTF8;
    }
    if (value instanceof byte[]) {
      return SqliteField.BINARY;
    }
    if (affinity == null) {
      return ArrowType.Null.INSTANCE;
    }
    return switch (affinity) {
      case INTEGER -> SqliteField.INT64;
      case REAL, NUMERIC -> SqliteField.FLOAT64;
      case TEXT -> SqliteField.UTF8;
      case BLOB -> SqliteField.BINARY;
    };
  }
}
