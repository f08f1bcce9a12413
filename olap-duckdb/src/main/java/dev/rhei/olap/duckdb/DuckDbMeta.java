package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Our own tables in the DuckDB file: the position, the tables, the properties. */
final class DuckDbMeta {
  /** Of these tables. A file of another format is built again. */
  static final int FORMAT = 1;

  /**
   * The one row of {@code _rhei_position}.
   *
   * @param appliedThrough position of the log
   * @param tablesVersion grows when a table changes
   */
  record Position(long appliedThrough, long tablesVersion) {}

  private DuckDbMeta() {}

  static void create(DuckDbSession session) throws SQLException {
    session.execute("BEGIN TRANSACTION");
    session.execute(
        "CREATE TABLE _rhei_position"
            + " (format INTEGER, applied_through BIGINT, tables_version BIGINT)");
    session.execute(
        "CREATE TABLE _rhei_tables (name VARCHAR, schema VARCHAR, state VARCHAR, reason VARCHAR,"
            + " loaded_key VARCHAR, loaded_rows BIGINT)");
    session.execute("CREATE TABLE _rhei_properties (name VARCHAR, value VARCHAR)");
    session.execute("INSERT INTO _rhei_position VALUES (" + FORMAT + ", 0, 0)");
    session.execute("COMMIT");
  }

  static Position readPosition(DuckDbSession session) throws SQLException {
    PreparedStatement statement =
        session.prepare("SELECT applied_through, tables_version FROM _rhei_position");
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("_rhei_position is empty");
      }
      return new Position(rows.getLong(1), rows.getLong(2));
    }
  }

  static DuckDbState.Snapshot load(DuckDbSession session) throws SQLException {
    Position position = readPosition(session);
    Map<String, MirrorTable> tables = new LinkedHashMap<>();
    try (ResultSet rows =
        session
            .prepare(
                "SELECT name, schema, state, reason, loaded_key, loaded_rows FROM _rhei_tables"
                    + " ORDER BY name")
            .executeQuery()) {
      while (rows.next()) {
        tables.put(
            rows.getString(1),
            new MirrorTable(
                TableSchema.fromJson(rows.getString(2)),
                MirrorState.valueOf(rows.getString(3)),
                rows.getString(4),
                rows.getString(5),
                rows.getLong(6)));
      }
    }
    Map<String, String> properties = new LinkedHashMap<>();
    try (ResultSet rows =
        session.prepare("SELECT name, value FROM _rhei_properties").executeQuery()) {
      while (rows.next()) {
        properties.put(rows.getString(1), rows.getString(2));
      }
    }
    return new DuckDbState.Snapshot(
        position.appliedThrough(), position.tablesVersion(), tables, properties);
  }

  static void writePosition(DuckDbSession session, Position position) throws SQLException {
    PreparedStatement statement =
        session.prepare("UPDATE _rhei_position SET applied_through = ?, tables_version = ?");
    statement.setLong(1, position.appliedThrough());
    statement.setLong(2, position.tablesVersion());
    statement.executeUpdate();
  }

  static void removeTable(DuckDbSession session, String name) throws SQLException {
    PreparedStatement statement = session.prepare("DELETE FROM _rhei_tables WHERE name = ?");
    statement.setString(1, Identifier.fold(name));
    statement.executeUpdate();
  }

  static void putTable(DuckDbSession session, MirrorTable table) throws SQLException {
    removeTable(session, table.schema().name());
    PreparedStatement statement =
        session.prepare("INSERT INTO _rhei_tables VALUES (?, ?, ?, ?, ?, ?)");
    statement.setString(1, Identifier.fold(table.schema().name()));
    statement.setString(2, table.schema().toJson());
    statement.setString(3, table.state().name());
    statement.setString(4, table.reason());
    statement.setString(5, table.loadedKey());
    statement.setLong(6, table.loadedRows());
    statement.executeUpdate();
  }

  static void putProperty(DuckDbSession session, String name, String value) throws SQLException {
    PreparedStatement delete = session.prepare("DELETE FROM _rhei_properties WHERE name = ?");
    delete.setString(1, name);
    delete.executeUpdate();
    PreparedStatement insert = session.prepare("INSERT INTO _rhei_properties VALUES (?, ?)");
    insert.setString(1, name);
    insert.setString(2, value);
    insert.executeUpdate();
  }
}
