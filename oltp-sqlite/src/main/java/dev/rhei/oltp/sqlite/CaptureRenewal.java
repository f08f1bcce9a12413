package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement that changes the schema and, in the same transaction, renews the captures that
 * it touched: no change of a row can come between the two, and nothing is left half done by a
 * crash. Used inside a transaction of the writer.
 */
final class CaptureRenewal {
  private static final Pattern TRIGGER_IN_THE_WAY =
      Pattern.compile("error in trigger (" + Identifier.RESERVED_PREFIX + "cdc_\\w+)");

  private static final String SAVEPOINT = Identifier.RESERVED_PREFIX + "renewal";

  private final SqliteConnection connection;
  private final @Nullable LogForm form;
  private final CaptureTables tables;
  private final SqliteSchemaReader schemas;

  CaptureRenewal(SqliteConnection connection, @Nullable LogForm form) {
    this.connection = connection;
    this.form = form;
    this.tables = new CaptureTables(connection);
    this.schemas = new SqliteSchemaReader(connection);
  }

  /** A captured table as it was before the statement. */
  private record Before(CapturedTable capture, TableShape shape, long rootPage) {}

  /**
   * Runs the statement.
   *
   * @param drained whether every change in the log has been applied to the copy
   */
  SchemaChange run(SqlStatement statement, boolean drained) {
    Map<Long, String> names = namesByRootPage();
    List<Before> before = before(names);
    long rows = execute(statement);
    Map<Long, String> namesNow = namesByRootPage();
    List<TableEvolution> evolutions = new ArrayList<>();
    for (Before table : before) {
      String name = nameNow(table, names, namesNow);
      if (name == null) {
        tables.remove(table.capture.name());
      } else {
        renew(table, name).filter(evolution -> drained).ifPresent(evolutions::add);
      }
    }
    return new SchemaChange(rows, evolutions);
  }

  /** Those whose capture is as it should be; what another process did is for the next cycle. */
  private List<Before> before(Map<Long, String> names) {
    Map<String, Long> rootPages = new HashMap<>();
    names.forEach((page, name) -> rootPages.put(Identifier.fold(name), page));
    List<Before> before = new ArrayList<>();
    for (CapturedTable capture : tables.active().values()) {
      Long rootPage = rootPages.get(Identifier.fold(capture.name()));
      if (rootPage != null) {
        shape(capture.name())
            .filter(shape -> isCurrent(capture, shape))
            .ifPresent(shape -> before.add(new Before(capture, shape, rootPage)));
      }
    }
    return before;
  }

  /** Empty for a table that has come to be what cannot be mirrored. */
  private Optional<TableShape> shape(String table) {
    try {
      return Optional.of(schemas.shape(table));
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean isCurrent(CapturedTable capture, TableShape shape) {
    return shape.definition().equals(capture.definition()) && tables.triggersIntact(capture, shape);
  }

  private Map<Long, String> namesByRootPage() {
    Map<Long, String> names = new LinkedHashMap<>();
    connection.query(
        "SELECT rootpage, name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0",
        row -> names.put(row.getLong(1), row.getString(2)));
    return names;
  }

  /** A renamed table keeps its pages, and its new name is one that was not there. */
  private static @Nullable String nameNow(
      Before table, Map<Long, String> names, Map<Long, String> namesNow) {
    String old = table.capture.name();
    if (namesNow.values().stream().anyMatch(name -> Identifier.same(name, old))) {
      return old;
    }
    String name = namesNow.get(table.rootPage);
    boolean isNew =
        name != null && names.values().stream().noneMatch(known -> Identifier.same(known, name));
    return isNew ? name : null;
  }

  private long execute(SqlStatement statement) {
    try {
      return connection.execute(statement);
    } catch (HtapException e) {
      Matcher trigger = TRIGGER_IN_THE_WAY.matcher(String.valueOf(e.getMessage()));
      if (!trigger.find() || !connection.inTransaction()) {
        throw e;
      }
      CapturedTable capture = captureOf(trigger.group(1), e);
      if (capture.typed() != null) {
        throw new HtapException(
            ErrorCode.SQL_REFUSED,
            "'"
                + capture.name()
                + "' is registered with a schema of the caller that names its columns;"
                + " unregisterTable(\""
                + capture.name()
                + "\") first, and register it with another schema afterwards",
            e);
      }
      tables.dropTriggers(capture); // SQLite drops no column that a trigger names
      return connection.execute(statement);
    }
  }

  private CapturedTable captureOf(String trigger, HtapException refusal) {
    return tables.active().values().stream()
        .filter(capture -> trigger.startsWith(CdcTriggers.prefix(capture.id())))
        .findFirst()
        .orElseThrow(() -> refusal);
  }

  /** Empty if the capture is as it was, or the table must be loaded anew. */
  private Optional<TableEvolution> renew(Before before, String name) {
    Optional<TableShape> now = shape(name);
    boolean renamed = !before.capture.name().equals(name);
    if (now.isEmpty() || (!renamed && isCurrent(before.capture, now.get()))) {
      return Optional.empty();
    }
    connection.execute("SAVEPOINT " + SAVEPOINT);
    Optional<TableEvolution> evolution = Optional.empty();
    try {
      evolution = renew(before, now.get());
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      connection.execute("ROLLBACK TO " + SAVEPOINT); // the next cycle says so of the table
    }
    connection.execute("RELEASE " + SAVEPOINT);
    return evolution;
  }

  private Optional<TableEvolution> renew(Before before, TableShape now) {
    CapturedTable capture = before.capture;
    String typed =
        capture.typed() == null
            ? null
            : TypedSchema.checked(TableSchema.fromJson(capture.typed()), now).toJson();
    tables.remove(capture.name());
    long id = tables.install(now, form, typed);
    return alteration(before.shape, now)
        .map(a -> new TableEvolution(capture.id(), id, capture.name(), now.name(), a));
  }

  private Optional<TableAlteration> alteration(TableShape before, TableShape now) {
    return TableDifference.between(before, now)
        .map(
            alteration ->
                alteration instanceof TableAlteration.AddedColumn added
                    ? new TableAlteration.AddedColumn(added.column(), valueIn(now, added.column()))
                    : alteration);
  }

  /** All rows have the same value in a column that was added in this very transaction. */
  private @Nullable Object valueIn(TableShape table, String column) {
    @Nullable Object[] value = {null};
    connection.query(
        "SELECT "
            + Identifier.quote(column)
            + " FROM main."
            + Identifier.quote(table.name())
            + " LIMIT 1",
        row -> value[0] = SqliteValues.read(row, 1, 1)[0]);
    return value[0];
  }
}
