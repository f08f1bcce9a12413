package dev.rhei;

import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * SQLite's SQL needs no translation: SQLite itself says whether a query is one, by preparing it in
 * a database that holds the registered tables and nothing else.
 */
final class SqliteOlapTranslator {
  private static final Set<ArrowType> STORED =
      Set.of(SqliteField.INT64, SqliteField.FLOAT64, SqliteField.UTF8, SqliteField.BINARY);

  /** What reaches past the registered tables, or asks for what the copy does not keep. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "(?i)\\b(main|temp|_?rowid_?|oid|_rhei_\\w*|sqlite_\\w+|pragma_\\w+|(total_)?changes|last_insert_rowid"
              + "|random(blob)?)\\b");

  private static final Pattern WITH = Pattern.compile("(?is)\\s*WITH\\b(\\s+RECURSIVE\\b)?(.*)");

  private SqliteOlapTranslator() {}

  static Translation translate(String sql, List<ValueKind> kinds, SchemaRegistry live) {
    Matcher notOurs = NOT_OURS.matcher(sql);
    if (notOurs.find()) {
      return new Translation.Refused("mentions " + notOurs.group());
    }
    String translated = withoutRowids(sql, live);
    try (Connection scratch = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      for (TableSchema table : live.tables()) {
        try (PreparedStatement create = scratch.prepareStatement(createTable(table))) {
          create.executeUpdate();
        }
      }
      // Only one statement that reads can stand here.
      scratch.prepareStatement("SELECT * FROM (" + translated + "\n)").close();
      try (PreparedStatement query = scratch.prepareStatement(translated)) {
        ResultSetMetaData found = query.getMetaData();
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 1; i <= found.getColumnCount(); i++) {
          columns.add(new OutputColumn(found.getColumnLabel(i), ValueKind.TYPED));
        }
        int parameters = query.getParameterMetaData().getParameterCount();
        return new Translation.Translated(
            translated, columns, IntStream.range(0, parameters).boxed().toList());
      }
    } catch (SQLException e) {
      return new Translation.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** Hides the column that carries SQLite's rowid from {@code *} and from NATURAL JOIN. */
  private static String withoutRowids(String sql, SchemaRegistry live) {
    String views =
        live.tables().stream()
            .filter(table -> table.rowKey() == RowKey.ROWID)
            .map(SqliteOlapTranslator::view)
            .collect(Collectors.joining(", "));
    if (views.isEmpty()) {
      return sql;
    }
    Matcher with = WITH.matcher(sql);
    return with.matches()
        ? "WITH RECURSIVE " + views + ", " + with.group(2)
        : "WITH " + views + " " + sql;
  }

  private static String view(TableSchema table) {
    String name = Identifier.quote(table.name());
    return name
        + " AS NOT MATERIALIZED (SELECT "
        + names(table.columns())
        + " FROM main."
        + name
        + ")";
  }

  /** Affinity and collation are those of the original, as they decide what a comparison means. */
  static String createTable(TableSchema table) {
    List<String> columns = new ArrayList<>();
    for (Field field : table.storedColumns()) {
      if (!STORED.contains(field.getType())) {
        throw new HtapException(
            ErrorCode.TABLE_UNSUPPORTED,
            "column '" + field.getName() + "' has the type " + field.getType());
      }
      String type =
          switch (SqliteField.affinity(field)) {
            case INTEGER -> " INTEGER";
            case REAL -> " REAL";
            case TEXT -> " TEXT";
            case NUMERIC -> " NUMERIC";
            case BLOB -> "";
          };
      columns.add(
          Identifier.quote(field.getName())
              + type
              + " COLLATE "
              + Identifier.quote(SqliteField.collation(field)));
    }
    return "CREATE TABLE "
        + Identifier.quote(table.name())
        + " ("
        + String.join(", ", columns)
        + ", PRIMARY KEY ("
        + names(table.keyColumns())
        + ")) WITHOUT ROWID";
  }

  private static String names(List<Field> fields) {
    return fields.stream()
        .map(field -> Identifier.quote(field.getName()))
        .collect(Collectors.joining(", "));
  }
}
