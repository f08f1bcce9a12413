package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The database file of a test, and short ways to look at it. */
final class Database {
  private Database() {}

  static Path file(Path dir) {
    return dir.resolve("app.db");
  }

  static SqliteOltpEngine open(Path dir) {
    return SqliteOltpEngine.open(SqliteConfig.at(file(dir)).build());
  }

  static SqliteOltpEngine open(Path dir, LogForm form) {
    return SqliteOltpEngine.open(SqliteConfig.at(file(dir)).logForm(form).build());
  }

  static RowCursor query(SqliteOltpEngine engine, String sql, Object... parameters) {
    return engine.query(SqlStatement.of(sql, parameters), QueryOptions.DEFAULT);
  }

  /** All rows of a query. */
  static List<List<Object>> rows(SqliteOltpEngine engine, String sql, Object... parameters) {
    try (RowCursor cursor = query(engine, sql, parameters)) {
      List<List<Object>> rows = new ArrayList<>();
      Object[] row;
      while ((row = cursor.next()) != null) {
        rows.add(Arrays.asList(row));
      }
      return rows;
    }
  }

  /** The only value of a query. */
  static Object value(SqliteOltpEngine engine, String sql, Object... parameters) {
    return rows(engine, sql, parameters).get(0).get(0);
  }

  /** A connection as another process would have it: the driver's defaults, none of ours. */
  static Connection foreign(Path dir) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file(dir));
  }

  /** Runs statements as another process would. */
  static void foreign(Path dir, String... statements) throws SQLException {
    try (Connection connection = foreign(dir);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The call fails with one of ours of that code. */
  static AbstractThrowableAssert<?, HtapException> fails(ErrorCode code, ThrowingCallable call) {
    HtapException failure = catchThrowableOfType(HtapException.class, call);
    assertThat(failure).as("what should fail with %s", code).isNotNull();
    assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
    return assertThat(failure);
  }
}
