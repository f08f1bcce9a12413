package dev.rhei.jdbc;

import dev.rhei.Explanation;
import dev.rhei.Query;
import dev.rhei.core.error.HtapException;
import dev.rhei.sql.SqlScanner;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * {@code EXPLAIN ROUTE <query>}: one row that says which engine would answer the query and why. The
 * query is not run.
 */
final class ExplainRoute {
  private ExplainRoute() {}

  static boolean isOne(StatementText text) {
    return text.steps().size() == 1 && text.steps().get(0).is("EXPLAIN", "ROUTE");
  }

  /** What SQLite prepares in its place: columns and parameters, and no row. */
  static String prepared(int parameters) {
    return "SELECT NULL AS engine, NULL AS reason, NULL AS detail WHERE 0"
        + (parameters == 0 ? "" : " AND ?" + parameters);
  }

  /** How many parameters the query has. */
  static int parameters(RheiConnection connection, String sql) throws SQLException {
    try (PreparedStatement query = new JDBC4PreparedStatement(connection, query(sql))) {
      return query.getParameterMetaData().getParameterCount();
    }
  }

  static AnswerRows rows(RheiConnection connection, String sql, @Nullable Object[] parameters)
      throws SQLException {
    try {
      Explanation explanation =
          connection.link().require().explain(Query.of(query(sql), parameters));
      @Nullable Object[] row = {
        explanation.target().name(), explanation.reason(), explanation.toString().strip()
      };
      return AnswerRows.of(Collections.singletonList(row));
    } catch (HtapException e) {
      throw JdbcErrors.of(e);
    }
  }

  /** What follows the second word, a hint among it. */
  private static String query(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    scanner.next();
    scanner.next();
    return sql.substring(scanner.end());
  }
}
