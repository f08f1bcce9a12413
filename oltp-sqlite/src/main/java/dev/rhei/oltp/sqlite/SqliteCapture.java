package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.ColumnFit;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** Capture by triggers. Each change of it is one transaction of the writer. Thread-safe. */
final class SqliteCapture implements TableCapture {
  private final SqliteWriter writer;
  private final LogForm form;
  private final String sourceId;

  private SqliteCapture(SqliteWriter writer, LogForm form, String sourceId) {
    this.writer = writer;
    this.form = form;
    this.sourceId = sourceId;
  }

  /** Makes sure that our tables are there. */
  static SqliteCapture open(SqliteWriter writer, LogForm form) {
    String sourceId =
        writer.inTransaction(
            connection -> {
              CaptureTables tables = new CaptureTables(connection);
              if (tables.exist()) {
                tables.create();
              } else {
                writer.noting(
                    "CREATE",
                    connection,
                    created -> {
                      tables.create();
                      return "";
                    });
              }
              return tables.text("source_id");
            });
    return new SqliteCapture(writer, form, sourceId);
  }

  /** Tells this database from every other. */
  String sourceId() {
    return sourceId;
  }

  @Override
  public void capture(String table) {
    install(table, null);
  }

  @Override
  public void capture(TableSchema typed) {
    install(typed.name(), typed);
  }

  private void install(String table, @Nullable TableSchema typed) {
    writer.inTransaction(
        connection -> writer.noting("CREATE", connection, c -> install(connection, table, typed)));
  }

  private boolean install(SqliteConnection connection, String table, @Nullable TableSchema typed) {
    CaptureTables tables = new CaptureTables(connection);
    TableShape shape = new SqliteSchemaReader(connection).shape(table);
    String json = null;
    if (typed == null) {
      CapturedTable before = tables.active().get(Identifier.fold(table));
      json = before == null ? null : before.typed();
    } else {
      json = checked(typed, shape).toJson();
    }
    tables.install(shape, form, json);
    return true;
  }

  private static TableSchema checked(TableSchema typed, TableShape shape) {
    String given = typed.columns().stream().map(Field::getName).collect(Collectors.joining(", "));
    String actual =
        shape.columns().stream()
            .map(TableShape.ColumnShape::name)
            .collect(Collectors.joining(", "));
    if (!Identifier.same(given, actual)) {
      throw new HtapException(
          ErrorCode.TABLE_UNSUPPORTED,
          "the schema given for '"
              + shape.name()
              + "' has the columns ("
              + given
              + "), the table has ("
              + actual
              + "); name all of them in that order");
    }
    for (Field field : typed.columns()) {
      if (!ColumnFit.supports(field)) {
        throw new HtapException(
            ErrorCode.TABLE_UNSUPPORTED,
            "column '"
                + field.getName()
                + "' of '"
                + shape.name()
                + "' has the Arrow type "
                + field.getType()
                + "; supported are Int64, Float64, Utf8, Binary, Bool, Date(DAY),"
                + " Timestamp(MICROSECOND) without zone or in UTC, and Decimal of at most 38 digits");
      }
    }
    if (!typed.primaryKey().isEmpty()
        && !Identifier.same(
            String.join(", ", typed.primaryKey()), String.join(", ", shape.primaryKey()))) {
      throw new HtapException(
          ErrorCode.TABLE_UNSUPPORTED,
          "the schema given for '"
              + shape.name()
              + "' has the primary key "
              + typed.primaryKey()
              + ", the table has "
              + shape.primaryKey());
    }
    return new TableSchema(shape.name(), typed.arrow(), shape.primaryKey(), shape.rowKey());
  }

  @Override
  public void release(String table) {
    writer.inTransaction(
        connection ->
            writer.noting(
                "DROP",
                connection,
                c -> {
                  new CaptureTables(connection).remove(table);
                  return true;
                }));
  }

  @Override
  public Set<String> captured() {
    return writer.inTransaction(
        connection -> {
          Set<String> names = new LinkedHashSet<>();
          new CaptureTables(connection).active().values().forEach(t -> names.add(t.name()));
          return names;
        });
  }
}
