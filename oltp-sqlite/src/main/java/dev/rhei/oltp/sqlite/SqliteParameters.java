package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds Java values as SQLite values. Instants and date-times become the text that SQLite's own
 * functions read and print: {@code YYYY-MM-DD HH:MM:SS}, with {@code .ffffff} if there is a
 * fraction of a second (nanoseconds are refused, not cut), Instants in UTC; dates become {@code
 * YYYY-MM-DD}.
 */
public final class SqliteParameters {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private SqliteParameters() {}

  /** Binds all, or says which one cannot be bound. */
  static void bind(PreparedStatement statement, String sql, List<@Nullable Object> parameters)
      throws SQLException {
    int wanted = statement.getParameterMetaData().getParameterCount();
    if (wanted != parameters.size()) {
      throw new HtapException(
          ErrorCode.PARAMETER_INVALID,
          "the statement has "
              + wanted
              + " parameters and was given "
              + parameters.size()
              + ". SQL: "
              + HtapException.sqlForMessage(sql));
    }
    for (int i = 0; i < parameters.size(); i++) {
      Object value = toSqlite(parameters.get(i), i + 1);
      if (value == null) {
        statement.setNull(i + 1, java.sql.Types.NULL);
      } else if (value instanceof Long integer) {
        statement.setLong(i + 1, integer);
      } else if (value instanceof Double real) {
        statement.setDouble(i + 1, real);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setString(i + 1, (String) value);
      }
    }
  }

  /**
   * The value that SQLite is given: Long, Double, String, byte[] or null.
   *
   * @param position from 1, for the message
   * @throws HtapException PARAMETER_INVALID naming type and position
   */
  public static @Nullable Object toSqlite(@Nullable Object value, int position) {
    if (value == null || value instanceof Long || value instanceof byte[]) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof String text) {
      return checked(text, position);
    }
    if (value instanceof Double || value instanceof Float) {
      double real = ((Number) value).doubleValue();
      if (Double.isNaN(real)) {
        throw invalid(position, "is NaN, which SQLite cannot store; bind null instead");
      }
      return real;
    }
    if (value instanceof Boolean bool) {
      return bool ? 1L : 0L;
    }
    if (value instanceof BigInteger big) {
      if (big.bitLength() > 63) {
        throw invalid(position, "is the BigInteger " + big + ", which needs more than 64 bits");
      }
      return big.longValue();
    }
    if (value instanceof BigDecimal decimal) {
      return number(decimal);
    }
    if (value instanceof Instant instant) {
      return text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), position);
    }
    if (value instanceof LocalDateTime dateTime) {
      return text(dateTime, position);
    }
    if (value instanceof LocalDate date) {
      requireFourDigits(date.getYear(), position);
      return date.toString();
    }
    throw invalid(
        position,
        "has the type "
            + value.getClass().getName()
            + "; supported are null, integers, Double, Float, String, byte[], Boolean, BigInteger,"
            + " BigDecimal, Instant, LocalDate and LocalDateTime");
  }

  private static Object number(BigDecimal decimal) {
    BigDecimal plain = decimal.stripTrailingZeros();
    boolean integral = plain.scale() <= 0 && (long) plain.precision() - plain.scale() <= 19;
    if (integral && plain.toBigIntegerExact().bitLength() <= 63) {
      return plain.longValueExact();
    }
    return decimal.doubleValue();
  }

  /** Years that SQLite's own functions read. */
  private static void requireFourDigits(int year, int position) {
    if (year < 0 || year > 9999) {
      throw invalid(
          position, "is in the year " + year + "; SQLite's dates go from year 0 to year 9999");
    }
  }

  private static String text(LocalDateTime dateTime, int position) {
    requireFourDigits(dateTime.getYear(), position);
    if (!dateTime.equals(dateTime.truncatedTo(ChronoUnit.MICROS))) {
      throw invalid(position, "has nanoseconds; truncate it to microseconds");
    }
    return (dateTime.equals(dateTime.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROS)
        .format(dateTime);
  }

  private static String checked(String text, int position) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw invalid(
              position,
              "is a String with half a surrogate pair at index "
                  + i
                  + ", which UTF-8 cannot hold; bind the bytes instead");
        }
      }
    }
    return text;
  }

  private static HtapException invalid(int position, String what) {
    return new HtapException(ErrorCode.PARAMETER_INVALID, "parameter " + position + " " + what);
  }
}
