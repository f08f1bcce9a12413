package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Capture by triggers. Each change of it is one transaction of the writer, at a moment that suits
 * the application's other connections. Thread-safe.
 */
final class SqliteCapture implements TableCapture {
  /** Removing goes on in another call then, so that whoever closes the engine need not wait. */
  private static final Duration SUSPENDING = Duration.ofSeconds(5);

  private static final String SAVEPOINT = Identifier.RESERVED_PREFIX + "renewal";

  private final SqliteConnections connections;
  private final SqliteWriter writer;
  private final @Nullable LogForm form; // null if nothing is logged
  private final String sourceId;

  private SqliteCapture(
      SqliteConnections connections, SqliteWriter writer, @Nullable LogForm form, String sourceId) {
    this.connections = connections;
    this.writer = writer;
    this.form = form;
    this.sourceId = sourceId;
  }

  /**
   * Makes sure that our tables are there.
   *
   * @param form null to log nothing
   */
  static SqliteCapture open(
      SqliteConnections connections, SqliteWriter writer, @Nullable LogForm form) {
    String sourceId =
        writer.inTransaction(
            connection -> {
              CaptureTables tables = new CaptureTables(connection);
              if (tables.exist()) {
                tables.create();
                renewOthers(writer, connection, form);
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
    return new SqliteCapture(connections, writer, form, sourceId);
  }

  /**
   * Captures anew what was captured with triggers and now is without, or the other way round:
   * nobody may take the one for the other.
   */
  private static void renewOthers(
      SqliteWriter writer, SqliteConnection connection, @Nullable LogForm form) {
    for (CapturedTable capture : new CaptureTables(connection).active().values()) {
      if ((capture.form() == null) != (form == null)) {
        writer.noting("CREATE", connection, c -> renew(c, form, capture));
      }
    }
  }

  private static boolean renew(
      SqliteConnection connection, @Nullable LogForm form, CapturedTable capture) {
    connection.execute("SAVEPOINT " + SAVEPOINT);
    boolean renewed = false;
    try {
      renewed = install(connection, form, capture.name(), null);
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      connection.execute("ROLLBACK TO " + SAVEPOINT);
      new CaptureTables(connection).distrust(capture); // the first cycle says why
    }
    connection.execute("RELEASE " + SAVEPOINT);
    return renewed;
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
    writer.gently(
        connection -> writer.noting("CREATE", connection, c -> install(c, form, table, typed)));
  }

  private static boolean install(
      SqliteConnection connection,
      @Nullable LogForm form,
      String table,
      @Nullable TableSchema typed) {
    CaptureTables tables = new CaptureTables(connection);
    TableShape shape = new SqliteSchemaReader(connection).shape(table);
    String json = null;
    if (typed == null) {
      CapturedTable before = tables.active().get(Identifier.fold(table));
      json = before == null ? null : before.typed();
      if (json != null) { // the table may have changed since
        json = TypedSchema.checked(TableSchema.fromJson(json), shape).toJson();
      }
    } else {
      json = TypedSchema.checked(typed, shape).toJson();
    }
    tables.install(shape, form, json);
    return true;
  }

  SchemaChange changeSchema(
      SqliteConnection connection, SqlStatement statement, long applied, LongSupplier catchUp) {
    CaptureTables tables = new CaptureTables(connection);
    boolean drained =
        tables.active().isEmpty()
            || tables.last() == applied
            || tables.last() == catchUp.getAsLong();
    return new CaptureRenewal(connection, form).run(statement, drained);
  }

  @Override
  public void release(String table) {
    writer.gently(
        connection ->
            writer.noting(
                "DROP",
                connection,
                c -> {
                  new CaptureTables(connection).decline(table);
                  return true;
                }));
  }

  @Override
  public Set<String> declined() {
    return connections.read(connection -> new CaptureTables(connection).declined());
  }

  @Override
  public void suspend(String table) {
    long[] id = {-1};
    writer.gently(
        connection ->
            writer.noting(
                "DROP",
                connection,
                c -> id[0] = new CaptureTables(connection).dropTriggers(table)));
    boolean more = id[0] >= 0;
    long after = 0;
    long deadline = System.nanoTime() + SUSPENDING.toNanos();
    while (more && System.nanoTime() - deadline < 0) {
      long from = after;
      after = writer.gently(connection -> LogPiece.forget(connection, id[0], from));
      more = after > from;
    }
  }

  @Override
  public Set<String> captured() {
    return connections.read(
        connection -> {
          Set<String> names = new LinkedHashSet<>();
          new CaptureTables(connection).active().values().forEach(t -> names.add(t.name()));
          return names;
        });
  }
}
