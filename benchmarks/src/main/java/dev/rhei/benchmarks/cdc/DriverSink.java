package dev.rhei.benchmarks.cdc;

import dev.rhei.benchmarks.SampleTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** One connection of sqlite-jdbc, by turns. */
final class DriverSink implements Sink {
  private final Connection connection;
  private final PreparedStatement insert;

  DriverSink(Path file) throws SQLException {
    connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SampleTable.CREATE);
    }
    insert = connection.prepareStatement(SampleTable.INSERT);
  }

  /** With the pragmas of the engine. */
  static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Properties properties = config.toProperties();
    properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    return JDBC.createConnection("jdbc:sqlite:" + file, properties);
  }

  @Override
  public synchronized void write(List<Object[]> rows) throws SQLException {
    if (rows.size() == 1) {
      insert(insert, rows.get(0));
      return;
    }
    connection.setAutoCommit(false);
    for (Object[] row : rows) {
      insert(insert, row);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  static void insert(PreparedStatement statement, Object[] row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      statement.setObject(i + 1, row[i]);
    }
    statement.executeUpdate();
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
