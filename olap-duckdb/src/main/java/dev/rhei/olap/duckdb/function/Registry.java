package dev.rhei.olap.duckdb.function;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java functions known to one database. DuckDB calls them from its own threads, with a chunk
 * of rows at a time: each chunk has a kernel of its own, so a kernel may keep buffers and what it
 * worked out of the row before. Reading a text costs 70 ns, giving one 50 ns, a number 3 ns.
 */
final class Registry {
  static final DuckDBColumnType INTEGER = DuckDBColumnType.BIGINT;
  static final DuckDBColumnType REAL = DuckDBColumnType.DOUBLE;
  static final DuckDBColumnType TEXT = DuckDBColumnType.VARCHAR;

  private final DuckDBConnection connection;

  /** Gives a VARCHAR. */
  interface TextKernel {
    @Nullable String apply(Row row);
  }

  /** Gives a BIGINT, or {@link Row#nothing}. */
  interface IntegerKernel {
    long apply(Row row);
  }

  /** Gives a DOUBLE, or {@link Row#nothing}. */
  interface RealKernel {
    double apply(Row row);
  }

  /** Gives a BOOLEAN. */
  interface Condition {
    boolean apply(Row row);
  }

  Registry(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** What a function takes. */
  record Signature(List<DuckDBColumnType> parameters, boolean more) {
    static Signature of(DuckDBColumnType... parameters) {
      return new Signature(List.of(parameters), false);
    }

    /** And any number of texts behind. */
    Signature andTexts() {
      return new Signature(parameters, true);
    }
  }

  /** A function that is NULL if an argument is, and else a text or NULL. */
  void text(String name, Function<Values, TextKernel> kernels, DuckDBColumnType... parameters)
      throws SQLException {
    text(name, Signature.of(parameters), kernels);
  }

  /** A function that is NULL if an argument is, and else a text or NULL. */
  void text(String name, Signature signature, Function<Values, TextKernel> kernels)
      throws SQLException {
    textWithNulls(
        name,
        signature,
        values -> {
          TextKernel kernel = kernels.apply(values);
          return row -> row.anyNull() ? null : kernel.apply(row);
        });
  }

  /** A function that sees NULL arguments. */
  void textWithNulls(String name, Signature signature, Function<Values, TextKernel> kernels)
      throws SQLException {
    register(name, signature, TEXT, texts(kernels));
  }

  /** A function that sees NULL arguments, and takes texts behind the parameters, if any. */
  void textWithNulls(
      String name,
      Function<Values, TextKernel> kernels,
      boolean more,
      DuckDBColumnType... parameters)
      throws SQLException {
    textWithNulls(name, new Signature(List.of(parameters), more), kernels);
  }

  /** A function that is NULL if an argument is, and else an integer or NULL. */
  void integer(String name, Function<Values, IntegerKernel> kernels, DuckDBColumnType... parameters)
      throws SQLException {
    integer(name, Signature.of(parameters), kernels);
  }

  /** A function that is NULL if an argument is, and else an integer or NULL. */
  void integer(String name, Signature signature, Function<Values, IntegerKernel> kernels)
      throws SQLException {
    Function<Values, IntegerKernel> skipping =
        values -> {
          IntegerKernel kernel = kernels.apply(values);
          return row -> row.anyNull() ? row.nothing() : kernel.apply(row);
        };
    register(name, signature, INTEGER, integers(skipping));
  }

  /** A function that sees NULL arguments, and gives an integer or NULL. */
  void integerWithNulls(
      String name, Function<Values, IntegerKernel> kernels, DuckDBColumnType... parameters)
      throws SQLException {
    register(name, Signature.of(parameters), INTEGER, integers(kernels));
  }

  /** A function that is NULL if an argument is, and else a real or NULL. */
  void real(String name, Function<Values, RealKernel> kernels, DuckDBColumnType... parameters)
      throws SQLException {
    real(name, Signature.of(parameters), kernels);
  }

  /** A function that is NULL if an argument is, and else a real or NULL. */
  void real(String name, Signature signature, Function<Values, RealKernel> kernels)
      throws SQLException {
    register(name, signature, REAL, reals(kernels));
  }

  /** A function that is NULL if an argument is, and else true or false. */
  void condition(String name, Function<Values, Condition> kernels, DuckDBColumnType... parameters)
      throws SQLException {
    register(name, Signature.of(parameters), DuckDBColumnType.BOOLEAN, conditions(kernels));
  }

  private static DuckDBScalarFunction texts(Function<Values, TextKernel> kernels) {
    return (chunk, result) -> {
      TextKernel kernel = kernels.apply(new Values());
      Row row = new Row(chunk);
      @Nullable String[] values = new @Nullable String[(int) chunk.rowCount()];
      for (int i = 0; i < values.length; i++) {
        row.moveTo(i);
        values[i] = kernel.apply(row);
      }
      result.setStrings(0, values);
    };
  }

  private static DuckDBScalarFunction integers(Function<Values, IntegerKernel> kernels) {
    return (chunk, result) -> {
      IntegerKernel kernel = kernels.apply(new Values());
      Row row = new Row(chunk);
      int count = (int) chunk.rowCount();
      for (int i = 0; i < count; i++) {
        row.moveTo(i);
        long value = kernel.apply(row);
        if (row.isNothing()) {
          result.setNull(i);
        } else {
          result.setLong(i, value);
        }
      }
    };
  }

  private static DuckDBScalarFunction reals(Function<Values, RealKernel> kernels) {
    return (chunk, result) -> {
      RealKernel kernel = kernels.apply(new Values());
      Row row = new Row(chunk);
      int count = (int) chunk.rowCount();
      for (int i = 0; i < count; i++) {
        row.moveTo(i);
        double value = row.anyNull() ? row.nothing() : kernel.apply(row);
        if (row.isNothing()) {
          result.setNull(i);
        } else {
          result.setDouble(i, value);
        }
      }
    };
  }

  private static DuckDBScalarFunction conditions(Function<Values, Condition> kernels) {
    return (chunk, result) -> {
      Condition kernel = kernels.apply(new Values());
      Row row = new Row(chunk);
      int count = (int) chunk.rowCount();
      for (int i = 0; i < count; i++) {
        row.moveTo(i);
        if (row.anyNull()) {
          result.setNull(i);
        } else {
          result.setBoolean(i, kernel.apply(row));
        }
      }
    };
  }

  private void register(
      String name, Signature signature, DuckDBColumnType returned, DuckDBScalarFunction function)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction();
        DuckDBLogicalType text = DuckDBLogicalType.of(TEXT)) {
      builder.withName(name).withReturnType(returned).withVectorizedFunction(function);
      for (DuckDBColumnType parameter : signature.parameters) {
        builder.withParameter(parameter);
      }
      if (signature.more) {
        builder.withVarArgs(text);
      }
      builder.register(connection);
    }
  }
}
