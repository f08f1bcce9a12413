package dev.rhei.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * Lets SQLite and its driver convert a value: reals to text, text to numbers, all to dates, under
 * the connection's own options. Used by one thread.
 */
final class ValueConversion {
  private final SQLiteConnection connection;
  private @Nullable JDBC4PreparedStatement statement;

  ValueConversion(SQLiteConnection connection) {
    this.connection = connection;
  }

  /** A result of SQLite on a row with this one value; the result of the last call is over. */
  ResultSet of(@Nullable Object value) throws SQLException {
    JDBC4PreparedStatement prepared = statement;
    if (prepared == null) {
      prepared = new JDBC4PreparedStatement(connection, "SELECT ?");
      statement = prepared;
    }
    prepared.setObject(1, value);
    ResultSet result = prepared.executeQuery();
    result.next();
    return result;
  }

  void close() throws SQLException {
    JDBC4PreparedStatement prepared = statement;
    statement = null;
    if (prepared != null && !connection.isClosed()) {
      prepared.close();
    }
  }
}
