package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds Java values: every integer as BIGINT, so that a value's size does not change a type. Values
 * have already been made SQLite's by whoever routed the query; what is left of other types is bound
 * as what it is.
 */
final class DuckDbParameters {
  private DuckDbParameters() {}

  static void bind(PreparedStatement statement, OlapQuery query) throws SQLException {
    List<Integer> positions = query.translated().parameters();
    int wanted = statement.getParameterMetaData().getParameterCount();
    if (wanted != positions.size()) {
      throw new HtapException(
          ErrorCode.INTERNAL,
          "the translated query has "
              + wanted
              + " placeholders and values for "
              + positions.size()
              + ". SQL: "
              + HtapException.sqlForMessage(query.translated().sql()));
    }
    for (int i = 0; i < wanted; i++) {
      int position = positions.get(i);
      if (position >= query.parameters().size()) {
        throw new HtapException(
            ErrorCode.PARAMETER_INVALID,
            "parameter " + (position + 1) + " is missing; given " + query.parameters().size());
      }
      statement.setObject(i + 1, toDuckDb(query.parameters().get(position), position + 1));
    }
  }

  private static @Nullable Object toDuckDb(@Nullable Object value, int position) {
    if (value == null
        || value instanceof Long
        || value instanceof Double
        || value instanceof String
        || value instanceof byte[]
        || value instanceof Boolean
        || value instanceof LocalDate
        || value instanceof LocalDateTime) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float real) {
      return real.doubleValue();
    }
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    throw new HtapException(
        ErrorCode.PARAMETER_INVALID,
        "parameter " + position + " has the type " + value.getClass().getName());
  }
}
