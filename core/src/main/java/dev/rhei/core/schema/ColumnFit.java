package dev.rhei.core.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows as SQLite stores them (Long, Double, String, byte[], null) to the Java values that a
 * backend is given for each Arrow type, or says why a value does not fit:
 *
 * <ul>
 *   <li>Int64: Long; Float64: Double; Utf8: String; Binary: byte[]
 *   <li>a NUMERIC field (Float64): Double, from a real or from an integer of at most 2^53
 *   <li>Bool: Boolean, from 0 and 1
 *   <li>Date(DAY): LocalDate, from text {@code YYYY-MM-DD}
 *   <li>Timestamp(MICROSECOND): Instant (UTC), from text {@code YYYY-MM-DD HH:MM:SS[.ffffff]}, with
 *       {@code T} or a space, with or without {@code Z}
 *   <li>Decimal(p, s): BigDecimal of that scale, from an integer, a real's shortest decimal form or
 *       decimal text, if it needs no rounding
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class ColumnFit {
  /** Integers up to this one are doubles exactly. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private final TableSchema table;
  private final Field[] fields;
  private final Converter[] converters;

  private ColumnFit(TableSchema table) {
    this.table = table;
    List<Field> stored = table.storedColumns();
    fields = stored.toArray(new Field[0]);
    converters = new Converter[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Converter converter = converter(fields[i]);
      if (converter == null) {
        throw new IllegalArgumentException(
            "column '" + fields[i].getName() + "' has the type " + fields[i].getType());
      }
      converters[i] = converter;
    }
  }

  /** Whether columns of this type can be mirrored. */
  public static boolean supports(Field field) {
    return converter(field) != null;
  }

  /**
   * The fit for the stored columns of a table.
   *
   * @throws IllegalArgumentException if a column's type is not {@linkplain #supports supported}
   */
  public static ColumnFit of(TableSchema table) {
    return new ColumnFit(table);
  }

  /** Converts a whole stored row in place and returns it. */
  public @Nullable Object[] row(@Nullable Object[] raw) throws MisfitException {
    for (int i = 0; i < converters.length; i++) {
      raw[i] = value(i, raw[i]);
    }
    return raw;
  }

  /** Converts the value of the stored column at that position. */
  public @Nullable Object value(int column, @Nullable Object raw) throws MisfitException {
    if (raw == null) {
      return null;
    }
    Object converted = converters[column].convert(raw);
    if (converted == null) {
      throw misfit(column, raw);
    }
    return converted;
  }

  private MisfitException misfit(int column, Object raw) {
    return new MisfitException(
        "column '"
            + fields[column].getName()
            + "' of '"
            + table.name()
            + "' is mirrored as "
            + (SqliteField.isNumeric(fields[column]) ? "NUMERIC" : fields[column].getType())
            + " and now holds "
            + describe(raw));
  }

  private static String describe(Object raw) {
    if (raw instanceof MalformedText) {
      return "text that is not valid UTF-8";
    }
    if (raw instanceof byte[] bytes) {
      return "a blob of " + bytes.length + " bytes";
    }
    if (raw instanceof String) {
      return "a text that does not convert";
    }
    return raw instanceof Long
        ? "an integer that does not convert"
        : "a real that does not convert";
  }

  /** From a non-null raw value to the backend's; null if it does not fit. */
  private interface Converter {
    @Nullable Object convert(Object raw);
  }

  private static @Nullable Converter converter(Field field) {
    ArrowType type = field.getType();
    if (SqliteField.isNumeric(field)) {
      return ColumnFit::toNumeric;
    }
    if (type.equals(SqliteField.INT64)) {
      return raw -> raw instanceof Long ? raw : null;
    }
    if (type.equals(SqliteField.FLOAT64)) {
      return raw -> raw instanceof Double ? raw : null;
    }
    if (type.equals(SqliteField.UTF8)) {
      return raw -> raw instanceof String ? raw : null;
    }
    if (type.equals(SqliteField.BINARY)) {
      return raw -> raw instanceof byte[] ? raw : null;
    }
    if (type instanceof ArrowType.Bool) {
      return ColumnFit::toBoolean;
    }
    if (type instanceof ArrowType.Date date && date.getUnit() == DateUnit.DAY) {
      return ColumnFit::toDate;
    }
    if (type instanceof ArrowType.Timestamp timestamp
        && timestamp.getUnit() == TimeUnit.MICROSECOND
        && (timestamp.getTimezone() == null || timestamp.getTimezone().equals("UTC"))) {
      return ColumnFit::toInstant;
    }
    if (type instanceof ArrowType.Decimal decimal
        && decimal.getPrecision() <= 38
        && decimal.getScale() >= 0) {
      return raw -> toDecimal(raw, decimal);
    }
    return null;
  }

  private static @Nullable Object toNumeric(Object raw) {
    if (raw instanceof Long integer) {
      return Math.abs(integer) <= EXACT_IN_DOUBLE && integer != Long.MIN_VALUE
          ? (Object) Double.valueOf(integer)
          : null;
    }
    return raw instanceof Double ? raw : null;
  }

  private static @Nullable Object toBoolean(Object raw) {
    if (raw instanceof Long integer && (integer == 0 || integer == 1)) {
      return integer == 1;
    }
    return null;
  }

  private static @Nullable Object toDate(Object raw) {
    try {
      return raw instanceof String text ? LocalDate.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object toInstant(Object raw) {
    if (!(raw instanceof String text) || text.length() < 11) {
      return null;
    }
    String iso = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    if (iso.charAt(10) == ' ') {
      iso = iso.substring(0, 10) + 'T' + iso.substring(11);
    }
    try {
      Instant instant = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return instant.equals(instant.truncatedTo(ChronoUnit.MICROS)) ? instant : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object toDecimal(Object raw, ArrowType.Decimal type) {
    BigDecimal value;
    if (raw instanceof Long integer) {
      value = BigDecimal.valueOf(integer);
    } else if (raw instanceof Double real && Double.isFinite(real)) {
      value = BigDecimal.valueOf(real);
    } else if (raw instanceof String text) {
      try {
        value = new BigDecimal(text);
      } catch (NumberFormatException e) {
        return null;
      }
    } else {
      return null;
    }
    if (value.stripTrailingZeros().scale() > type.getScale()
        || value.precision() - value.scale() > type.getPrecision() - type.getScale()) {
      return null;
    }
    return value.setScale(type.getScale());
  }
}
