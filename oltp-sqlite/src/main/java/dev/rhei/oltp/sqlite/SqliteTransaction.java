package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.OltpTransaction;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.Route;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a transaction's body works with. Belongs to one thread and dies with the body. */
final class SqliteTransaction implements OltpTransaction {
  private final SqliteWriter writer;
  private final SqliteConnection connection;
  private final Thread owner = Thread.currentThread();
  private final Set<RowCursor> open = ConcurrentHashMap.newKeySet();
  private boolean ended;
  private @Nullable HtapException rolledBackBy;

  SqliteTransaction(SqliteWriter writer, SqliteConnection connection) {
    this.writer = writer;
    this.connection = connection;
  }

  @Override
  public long execute(String sql, @Nullable Object... parameters) {
    check();
    SqlGuard.check(sql, true);
    SqlStatement statement = SqlStatement.of(sql, parameters);
    return writer.noting(sql, connection, own -> attempt(() -> own.execute(statement)));
  }

  @Override
  public QueryResult query(String sql, @Nullable Object... parameters) {
    check();
    SqlGuard.check(sql, true);
    SqlStatement statement = SqlStatement.of(sql, parameters);
    RowCursor cursor =
        attempt(() -> SqliteCursor.start(connection, statement, false, null, open::remove));
    open.add(cursor);
    return new QueryResult(cursor, Route.oltp("inside a transaction"));
  }

  /** A statement that fails may have rolled back everything; nothing may then follow it. */
  private <T> T attempt(Supplier<T> statement) {
    try {
      return statement.get();
    } catch (HtapException e) {
      if (!connection.inTransaction()) {
        rolledBackBy = e;
      }
      throw e;
    }
  }

  /** Closes what the body left open; later use is refused. */
  void end() {
    ended = true;
    open.forEach(RowCursor::close);
  }

  /** Throws if SQLite rolled the transaction back: its commit would commit nothing. */
  void requireAlive() {
    if (rolledBackBy != null) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          "SQLite rolled this transaction back when an earlier statement of it failed",
          rolledBackBy);
    }
  }

  private void check() {
    requireAlive();
    if (ended) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this transaction has ended");
    }
    if (Thread.currentThread() != owner) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          "a transaction belongs to the thread that began it, which is " + owner.getName());
    }
  }
}
