package dev.rhei.olap.duckdb.function;

/**
 * What cannot be computed here as SQLite does. Thrown by a family, there is no translation; thrown
 * by a function that runs in DuckDB, the query fails there, and the engine runs it on SQLite.
 */
public final class LeftToSqlite extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How the message of each begins. */
  public static final String PREFIX = "left to SQLite: ";

  private final String what;

  LeftToSqlite(String what) {
    super(PREFIX + what, null, false, false);
    this.what = what;
  }

  /** What it is that was left, in a few words. */
  public String what() {
    return what;
  }
}
