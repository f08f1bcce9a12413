package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.REAL;

import java.sql.SQLException;

/**
 * Reals that may be unknown. Inside a subquery an {@code error()} would keep DuckDB from making a
 * join of it; there NaN, which SQLite has not, says that the value is not known, and outside this
 * fails the query.
 */
public final class Certainty {
  /** What stands for a real that is not known. A DOUBLE. */
  public static final String UNKNOWN = "'nan'::DOUBLE";

  private Certainty() {}

  /** The real; fails the query if it is not known. A REAL. */
  public static Term require(Term real) {
    return Term.real("rhei_certain(" + real.sql() + ")");
  }

  static void register(Registry registry) throws SQLException {
    registry.real(
        "rhei_certain",
        values ->
            row -> {
              double value = row.real(0);
              if (Double.isNaN(value)) {
                throw new LeftToSqlite("a sum of reals at the edge of two doubles");
              }
              return value;
            },
        REAL);
  }
}
