package dev.rhei;

import dev.rhei.SqliteOlapBackend.State;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.error.OutcomeUnknownException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** One write transaction: SQLite commits the rows and the position together or not at all. */
final class SqliteOlapWrite implements OlapWrite {
  private final Connection connection;
  private final State before;
  private final Consumer<State> afterEnd;
  private final Thread owner = Thread.currentThread();
  private final Map<String, MirrorTable> tables;
  private final Map<String, String> properties;
  private boolean tablesChanged;
  private boolean usable = true;
  private boolean ended;

  private SqliteOlapWrite(Connection connection, State before, Consumer<State> afterEnd) {
    this.connection = connection;
    this.before = before;
    this.afterEnd = afterEnd;
    tables = new LinkedHashMap<>(before.tables());
    properties = new LinkedHashMap<>(before.properties());
  }

  /**
   * Begins a transaction on the connection.
   *
   * @param afterEnd told what the copy holds once it is over
   */
  static SqliteOlapWrite begin(Connection connection, State before, Consumer<State> afterEnd)
      throws SQLException {
    SqliteOlapWrite write = new SqliteOlapWrite(connection, before, afterEnd);
    write.execute("BEGIN IMMEDIATE");
    return write;
  }

  boolean isMine() {
    return owner == Thread.currentThread();
  }

  @Override
  public void createTable(MirrorTable table) {
    run(
        () -> {
          drop(table.schema().name());
          try {
            execute(SqliteOlapTranslator.createTable(table.schema()));
          } catch (SQLException e) {
            throw new HtapException(ErrorCode.TABLE_UNSUPPORTED, "" + e.getMessage(), e);
          }
          put(table);
        });
  }

  @Override
  public void updateTable(MirrorTable table) {
    String name = table.schema().name();
    run(
        () -> {
          if (!tables.containsKey(Identifier.fold(name))) {
            throw new HtapException(ErrorCode.INTERNAL, "the copy has no table '" + name + "'");
          }
          put(table);
        });
  }

  @Override
  public void dropTable(String name) {
    run(() -> drop(name));
  }

  @Override
  public void append(MirrorTable table, List<@Nullable Object[]> rows) {
    run(() -> insert("INSERT", table.schema(), rows));
  }

  @Override
  public void loadArrow(MirrorTable table, ArrowReader reader) {
    run(
        () -> {
          VectorSchemaRoot batch = reader.getVectorSchemaRoot();
          requireSameColumns(table.schema(), batch.getSchema().getFields());
          while (reader.loadNextBatch()) {
            insert("INSERT", table.schema(), rows(batch));
          }
        });
  }

  private static void requireSameColumns(TableSchema table, List<Field> given) {
    List<String> wanted = table.storedColumns().stream().map(SqliteOlapWrite::text).toList();
    if (!given.stream().map(SqliteOlapWrite::text).toList().equals(wanted)) {
      throw new HtapException(
          ErrorCode.TYPE_MISMATCH, "the batches have " + given + ", the table has " + wanted);
    }
  }

  private static String text(Field field) {
    return field.getName() + " " + field.getType();
  }

  private static List<@Nullable Object[]> rows(VectorSchemaRoot batch) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < batch.getRowCount(); i++) {
      int index = i;
      rows.add(
          batch.getFieldVectors().stream()
              .map(vector -> vector.getObject(index))
              .map(value -> value instanceof Text text ? text.toString() : value)
              .toArray());
    }
    return rows;
  }

  @Override
  public void apply(TableChanges changes) {
    TableSchema table = changes.table();
    String byKey =
        table.keyColumns().stream()
            .map(key -> Identifier.quote(key.getName()) + " = ?")
            .collect(Collectors.joining(" AND "));
    run(
        () -> {
          each(
              "DELETE FROM " + Identifier.quote(table.name()) + " WHERE " + byKey,
              changes.deletes());
          insert("INSERT OR REPLACE", table, changes.upserts());
        });
  }

  @Override
  public void putProperty(String name, String value) {
    run(
        () -> {
          properties.put(name, value);
          execute("INSERT OR REPLACE INTO _rhei_properties VALUES (?, ?)", name, value);
        });
  }

  @Override
  public void commit(long appliedThrough) {
    run(
        () -> {
          long version = before.tablesVersion() + (tablesChanged ? 1 : 0);
          execute(
              "UPDATE _rhei_meta SET applied_through = ?, tables_version = ?",
              appliedThrough,
              version);
          try {
            execute("COMMIT");
          } catch (SQLException e) {
            throw new OutcomeUnknownException("the commit failed: " + e.getMessage(), e);
          }
          end(new State(appliedThrough, version, tables, properties));
        });
  }

  /** Rolls back unless committed; the file then says what holds, whatever went wrong before. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite ended the transaction by itself.
    }
    try {
      end(SqliteOlapBackend.load(connection));
    } catch (SQLException e) {
      end(before);
      throw failed(e);
    }
  }

  private void end(State now) {
    ended = true;
    afterEnd.accept(now);
  }

  private void drop(String name) throws SQLException {
    MirrorTable old = tables.remove(Identifier.fold(name));
    if (old != null) {
      execute("DROP TABLE " + Identifier.quote(old.schema().name()));
      execute("DELETE FROM _rhei_tables WHERE name = ?", Identifier.fold(name));
      tablesChanged = true;
    }
  }

  /** Progress of a load is no news to readers, who do not see the table before it is complete. */
  private void put(MirrorTable table) throws SQLException {
    String name = Identifier.fold(table.schema().name());
    MirrorTable old = tables.put(name, table);
    boolean loading = old != null && old.state() == MirrorState.LOADING;
    tablesChanged |= !loading || table.state() != MirrorState.LOADING;
    execute(
        "INSERT OR REPLACE INTO _rhei_tables VALUES (?, ?, ?, ?, ?, ?)",
        name,
        table.schema().toJson(),
        table.state().name(),
        table.reason(),
        table.loadedKey(),
        table.loadedRows());
  }

  private void insert(String verb, TableSchema table, List<@Nullable Object[]> rows)
      throws SQLException {
    String values = String.join(", ", Collections.nCopies(table.storedColumns().size(), "?"));
    each(verb + " INTO " + Identifier.quote(table.name()) + " VALUES (" + values + ")", rows);
  }

  private void execute(String sql, @Nullable Object... parameters) throws SQLException {
    each(sql, Collections.singletonList(parameters));
  }

  private void each(String sql, List<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.executeUpdate();
      }
    }
  }

  private interface Work {
    void run() throws SQLException, IOException;
  }

  private void run(Work work) {
    if (ended || !usable) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this write is over, or failed before");
    }
    usable = false; // until it has worked
    try {
      work.run();
      usable = true;
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  private static HtapException failed(Exception e) {
    return new HtapException(ErrorCode.OLAP_FAILED, "a write failed: " + e.getMessage(), e);
  }
}
