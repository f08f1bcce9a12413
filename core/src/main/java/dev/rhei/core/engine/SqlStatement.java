package dev.rhei.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with its parameters, in the order of its placeholders.
 *
 * @param sql one statement of SQLite's SQL
 * @param parameters null, an integer type, Double, Float, String, byte[], Boolean, BigInteger
 *     within 64 bits, BigDecimal (bound as text's number: integer if integral and within 64 bits,
 *     else real), Instant, LocalDate or LocalDateTime (bound as ISO-8601 text)
 */
public record SqlStatement(String sql, List<@Nullable Object> parameters) {
  /** Copies the list; its elements may be null. */
  public SqlStatement {
    Objects.requireNonNull(sql, "sql");
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  /** A statement and its parameters. */
  public static SqlStatement of(String sql, @Nullable Object... parameters) {
    return new SqlStatement(sql, Arrays.asList(parameters));
  }
}
