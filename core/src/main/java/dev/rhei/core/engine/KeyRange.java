package dev.rhei.core.engine;

import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a table's keys. Keys are ordered column by column: numbers by value, text by its
 * UTF-8 bytes, blobs by their bytes, false before true. Keys of other types have no order that both
 * sides share, and only {@link #ALL} is theirs.
 *
 * @param after the key right before the stretch, in the Java types of {@link
 *     dev.rhei.core.schema.ColumnFit}; null for none, and then rows whose key has a NULL, which
 *     only a damaged copy can have, belong to the stretch
 * @param through the last key of the stretch; null for none
 */
public record KeyRange(@Nullable List<Object> after, @Nullable List<Object> through) {
  /** Every row. */
  public static final KeyRange ALL = new KeyRange(null, null);

  /** Copies the keys. */
  public KeyRange(@Nullable List<Object> after, @Nullable List<Object> through) {
    this.after = after == null ? null : List.copyOf(after);
    this.through = through == null ? null : List.copyOf(through);
  }

  /** Whether the table's keys are ordered, so that there are ranges of them. */
  public static boolean isOrdered(TableSchema table) {
    return table.keyColumns().stream()
        .allMatch(
            field -> {
              ArrowType type = field.getType();
              return type.equals(SqliteField.INT64)
                  || type.equals(SqliteField.FLOAT64)
                  || type.equals(SqliteField.UTF8)
                  || type.equals(SqliteField.BINARY)
                  || type instanceof ArrowType.Bool;
            });
  }
}
