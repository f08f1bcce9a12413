package dev.rhei.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of each call, by its name. */
final class CallLog {
  private final Map<String, String> outcomes = new LinkedHashMap<>();

  /** A call that is compared. */
  interface Call {
    Object run() throws Exception;
  }

  Map<String, String> outcomes() {
    return outcomes;
  }

  void call(String name, Call call) {
    String outcome;
    try {
      outcome = text(call.run());
    } catch (Throwable e) {
      outcome = failure(e);
    }
    String before = outcomes.put(name, outcome);
    if (before != null) {
      throw new IllegalArgumentException("two calls are called " + name);
    }
  }

  /** Calls a method of an interface. */
  void invoke(String name, Method method, Object target, Object... arguments) {
    call(
        name + " " + method.getName() + types(method) + Arrays.deepToString(arguments),
        () -> {
          try {
            return method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
          }
        });
  }

  /** The methods of an interface with these parameters, in the same order always. */
  static List<Method> methods(Class<?> type, Class<?>... parameters) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Arrays.equals(method.getParameterTypes(), parameters))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static String types(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList().toString();
  }

  private static String failure(Throwable e) {
    if (e instanceof BatchUpdateException batch) {
      return sql("BatchUpdateException", batch)
          + " counts "
          + Arrays.toString(batch.getUpdateCounts());
    }
    return e instanceof SQLException sql
        ? sql(e.getClass().getSimpleName(), sql)
        : e instanceof NullPointerException || e instanceof IndexOutOfBoundsException
            ? e.getClass().getSimpleName() // the words are the JVM's, or none once it compiles
            : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static String sql(String type, SQLException e) {
    return type + " [" + e.getSQLState() + "/" + e.getErrorCode() + "]: " + e.getMessage();
  }

  private static String text(Object value) throws Exception {
    if (value == null) {
      return "null";
    }
    if (value instanceof ResultSet rows) {
      return rows(rows);
    }
    String type = value.getClass().getSimpleName();
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    } else if (value instanceof int[] counts) {
      return Arrays.toString(counts);
    } else if (value instanceof long[] counts) {
      return Arrays.toString(counts);
    } else if (value instanceof InputStream stream) {
      return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
    } else if (value instanceof Reader reader) {
      StringBuilder text = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        text.append((char) c);
      }
      return "reader " + text;
    } else if (value instanceof Clob clob) {
      return "clob " + clob.getSubString(1, (int) clob.length());
    } else if (value instanceof Savepoint) {
      return "savepoint";
    } else if (value instanceof DatabaseMetaData
        || value instanceof Statement
        || value instanceof Connection) {
      return "object";
    } else if (value instanceof Object[] array) {
      return Arrays.deepToString(array);
    }
    return type + " " + value;
  }

  static String rows(ResultSet rows) throws SQLException {
    if (rows.isClosed()) {
      return "closed rows";
    }
    List<String> lines = new ArrayList<>();
    int width = rows.getMetaData().getColumnCount();
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      labels.add(rows.getMetaData().getColumnLabel(i));
    }
    lines.add(labels.toString());
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        Object value = rows.getObject(i);
        values.add(
            value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                : String.valueOf(value));
      }
      lines.add(values.toString());
    }
    return String.join("\n", lines);
  }
}
