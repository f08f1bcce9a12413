package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One read transaction: the log and the tables behind it at one instant. */
final class SqliteSnapshot implements CdcSnapshot, TableSnapshot {
  private final SqliteConnection connection;
  private final SqliteWriter writer;
  private final CaptureTables captureTables;
  private final SqliteSchemaReader schemas;
  private final CdcPosition position;
  private final Map<String, CapturedTable> captured;
  private boolean closed;

  SqliteSnapshot(SqliteConnection connection, SqliteWriter writer) {
    this.connection = connection;
    this.writer = writer;
    this.captureTables = new CaptureTables(connection);
    this.schemas = new SqliteSchemaReader(connection);
    connection.execute("BEGIN");
    try {
      position = new CdcPosition(captureTables.last(), SqliteWriter.schemaVersion(connection));
      captured = captureTables.active();
    } catch (RuntimeException e) {
      connection.execute("ROLLBACK");
      throw e;
    }
  }

  @Override
  public CdcPosition position() {
    return position;
  }

  @Override
  public synchronized List<String> epochs() {
    requireOpen();
    return captureTables.epochs();
  }

  @Override
  public synchronized long prunedThrough() {
    requireOpen();
    return captureTables.prunedThrough();
  }

  @Override
  public synchronized CdcChunk changes(long after, int max, Collection<TableSchema> tables) {
    requireOpen();
    long through = Math.min(position.sequence(), after + max);
    Map<TableSchema, CapturedTable> wanted = new LinkedHashMap<>();
    for (TableSchema table : tables) {
      CapturedTable capture = captured.get(Identifier.fold(table.name()));
      if (capture != null && capture.form() != null) {
        wanted.put(table, capture);
      }
    }
    LogCounts counts = LogCounts.read(connection, after, through, wanted.values());
    List<CdcEvent> events = new ArrayList<>();
    long inserts = 0;
    long updates = 0;
    long deletes = 0;
    for (Map.Entry<TableSchema, CapturedTable> one : wanted.entrySet()) {
      LogCounts.Count count = counts.of(one.getValue().id());
      if (!count.isEmpty()) {
        reader(one.getKey(), one.getValue(), count.onlyInserts())
            .read(connection, after, through, events::add);
      }
      inserts += count.inserts();
      updates += count.updates();
      deletes += count.deletes();
    }
    return new CdcChunk(through, events, inserts, updates, deletes);
  }

  private LogReader reader(TableSchema table, CapturedTable capture, boolean onlyInserts) {
    return capture.form() == LogForm.KEY
        ? new KeyLogReader(table, capture, shapeOf(table), !onlyInserts)
        : new RowLogReader(table, capture, shapeOf(table));
  }

  @Override
  public Optional<TableSnapshot> tables() {
    return Optional.of(this);
  }

  @Override
  public synchronized Map<String, Long> captures() {
    requireOpen();
    Map<String, Long> captures = new LinkedHashMap<>();
    captured.values().forEach(table -> captures.put(table.name(), table.id()));
    return captures;
  }

  @Override
  public synchronized Change changeOf(String table) {
    requireOpen();
    CapturedTable capture = captured.get(Identifier.fold(table));
    String definition = schemas.definition(table);
    if (definition == null || capture == null) {
      return Change.DROPPED;
    }
    if (!definition.equals(capture.definition())) {
      return Change.DEFINITION;
    }
    return captureTables.triggersIntact(capture, schemas.shape(table))
        ? Change.NONE
        : Change.CAPTURE;
  }

  @Override
  public boolean rowidsKeptSince(long schemaVersion) {
    return writer.onlyOwnChanges(schemaVersion, position.schemaVersion());
  }

  @Override
  public synchronized TableSchema describe(String table, boolean census) {
    requireOpen();
    return schemas.describe(schemas.shape(table), census);
  }

  @Override
  public synchronized TableSchema layout(String table) {
    requireOpen();
    return SqliteSchemaReader.layout(schemas.shape(table));
  }

  @Override
  public Optional<TableSchema> typedSchema(String table) {
    CapturedTable capture = captured.get(Identifier.fold(table));
    return Optional.ofNullable(capture).map(CapturedTable::typed).map(TableSchema::fromJson);
  }

  @Override
  public synchronized long estimateRows(String table) {
    requireOpen();
    TableShape shape = schemas.shape(table);
    if (shape.rowid() == null) {
      return connection.queryLong("SELECT count(*) FROM main." + Identifier.quote(table));
    }
    // The span of rowids: instant, and exact for the usual table that only grows.
    String rowid = Identifier.quote(shape.rowid());
    String from = " FROM main." + Identifier.quote(table);
    long first = connection.queryLong("SELECT min(" + rowid + ")" + from);
    long last = connection.queryLong("SELECT max(" + rowid + ")" + from);
    return last == 0 && first == 0 ? 0 : Math.max(1, last - first + 1);
  }

  @Override
  public synchronized List<@Nullable Object[]> rows(
      TableSchema table, @Nullable Object @Nullable [] after, int max) {
    requireOpen();
    TableShape shape = shapeOf(table);
    List<String> columns = shape.storedExpressions("t");
    String key = String.join(", ", shape.keyExpressions("t"));
    String order = key;
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(String.join(", ", columns)).append(" FROM main.");
    sql.append(Identifier.quote(shape.name())).append(" AS t");
    List<@Nullable Object> parameters = new ArrayList<>();
    if (after != null) {
      sql.append(" WHERE (").append(key).append(") > (");
      sql.append("?, ".repeat(after.length - 1)).append("?)");
      parameters.addAll(List.of(after));
    }
    sql.append(" ORDER BY ").append(order).append(" LIMIT ?");
    parameters.add(max);
    List<@Nullable Object[]> rows = new ArrayList<>();
    connection.query(
        sql.toString(),
        row -> rows.add(SqliteValues.read(row, 1, columns.size())),
        parameters.toArray());
    return rows;
  }

  private TableShape shapeOf(TableSchema table) {
    return schemas.shape(table.name());
  }

  private void requireOpen() {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this snapshot of the log is closed");
    }
  }

  synchronized boolean closed() {
    return closed;
  }

  /** As {@link #close}, for a connection that is closed next. */
  synchronized void end() {
    closed = true;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      connection.execute("COMMIT");
    }
  }
}
