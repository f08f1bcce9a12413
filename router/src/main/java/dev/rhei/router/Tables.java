package dev.rhei.router;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.statistics.StatisticsSource;
import dev.rhei.core.statistics.TableStatistics;
import dev.rhei.router.QueryFacts.ColumnName;
import dev.rhei.router.QueryFacts.TableReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** The tables of one query with what is known of them. */
final class Tables {
  private static final Set<String> ROWID_NAMES = Set.of("rowid", "_rowid_", "oid");
  private static final TableStatistics UNKNOWN =
      new TableStatistics(1_000_000, List.of(), Map.of());

  /** One table. */
  record Known(TableSchema schema, TableStatistics statistics) {
    double rows() {
      return Math.max(1, statistics.rows());
    }

    /** The column that SQLite also calls rowid, folded; null if there is none. */
    @Nullable String integerKey() {
      return schema.primaryKey().size() == 1 ? Identifier.fold(schema.primaryKey().get(0)) : null;
    }

    /** How many of its columns hold text or blobs. */
    int texts() {
      return (int) schema.columns().stream().filter(Tables::isText).count();
    }

    /** Whether the name is one of its columns, or its rowid. */
    boolean has(String column) {
      return schema.indexOf(column) >= 0 || ROWID_NAMES.contains(column);
    }
  }

  private final Map<String, Known> bySource = new HashMap<>();
  private final Map<TableReference, Known> byReference = new HashMap<>();

  /** For a query all of whose tables are in the registry. */
  Tables(QueryFacts facts, SchemaRegistry live, StatisticsSource statistics) {
    for (TableReference table : facts.tables()) {
      find(table, live)
          .ifPresent(
              schema ->
                  byReference.put(
                      table, new Known(schema, statistics.find(schema.name()).orElse(UNKNOWN))));
    }
    facts
        .sources()
        .forEach(
            (name, tables) -> {
              Known known = largest(tables);
              if (known != null) {
                bySource.put(name, known);
              }
            });
  }

  /** One name for several tables, in different subqueries: which is meant does not show. */
  private @Nullable Known largest(Set<TableReference> tables) {
    Known largest = null;
    for (TableReference table : tables) {
      Known known = byReference.get(table);
      if (known != null && (largest == null || known.rows() > largest.rows())) {
        largest = known;
      }
    }
    return largest;
  }

  static Optional<TableSchema> find(TableReference table, SchemaRegistry live) {
    return table.schema().isEmpty() || Identifier.same(table.schema(), "main")
        ? live.find(table.name())
        : Optional.empty();
  }

  /** The table that goes by this name in the query; null if it is a subquery's. */
  @Nullable Known source(String name) {
    return bySource.get(name);
  }

  private static boolean isText(Field field) {
    return field.getType().equals(SqliteField.UTF8) || field.getType().equals(SqliteField.BINARY);
  }

  /** Whether a column of that name holds text or blobs, in any of the tables. */
  boolean isText(String column) {
    for (Known table : byReference.values()) {
      int index = table.schema().indexOf(column);
      if (index >= 0) {
        return isText(table.schema().columns().get(index));
      }
    }
    return false;
  }

  /** All tables. */
  Iterable<Known> all() {
    return byReference.values();
  }

  /** Whether a column as named may be one of the source. */
  boolean belongs(ColumnName column, String source, Known table) {
    return column.qualifier().isEmpty()
        ? table.has(column.name())
        : column.qualifier().equals(source) && table.has(column.name());
  }

  /** Whether both names stand for the same column of the table. */
  static boolean same(Known table, String a, String b) {
    return a.equals(b) || (isKey(table, a) && isKey(table, b));
  }

  private static boolean isKey(Known table, String column) {
    return ROWID_NAMES.contains(column) || column.equals(table.integerKey());
  }
}
