package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.REAL;
import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import dev.rhei.olap.duckdb.function.Registry.Signature;
import java.sql.SQLException;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.duckdb.DuckDBColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The date functions as DuckDB calls them. Each exists for times that are texts, reals, and tagged
 * values or the present; behind the time come the format, if the function has one, and modifiers.
 */
final class DateKernels {
  private DateKernels() {}

  /** Finds the moment that a row is about; its modifiers begin at that argument. */
  private interface Source {
    @Nullable Moment of(Row row, int modifiers);
  }

  /** A source for one kernel. */
  private interface Sources {
    Source open(Values values);
  }

  /** From a moment to the result. */
  private interface Writer {
    @Nullable String write(Moment moment, Row row);
  }

  /** A writer for one kernel. */
  private interface Writers {
    Writer open(MomentWriter text);
  }

  static void register(Registry registry) throws SQLException {
    register(
        registry,
        "_text",
        TEXT,
        values -> {
          Moments moments = new Moments();
          return (row, modifiers) -> moments.ofText(row.text(0), row, modifiers);
        });
    register(
        registry,
        "_real",
        REAL,
        values -> {
          Moments moments = new Moments();
          return (row, modifiers) -> moments.ofReal(row.real(0), row, modifiers);
        });
    register(
        registry,
        "_any",
        TEXT,
        values -> {
          Moments moments = new Moments();
          return (row, modifiers) -> moments.ofAny(row.text(0), values, row, modifiers);
        });
    registry.text(
        "rhei_timediff",
        values -> {
          Moments first = new Moments();
          Moments second = new Moments();
          MomentWriter text = new MomentWriter();
          return row -> {
            Moment a = first.ofAny(row.text(0), values, row, 2);
            Moment b = a == null ? null : second.ofAny(row.text(1), values, row, 2);
            return a == null || b == null ? null : text.difference(a, b);
          };
        },
        TEXT,
        TEXT);
  }

  private static void register(
      Registry registry, String suffix, DuckDBColumnType time, Sources sources)
      throws SQLException {
    Signature signature = Signature.of(time).andTexts();
    texts(registry, "rhei_date" + suffix, signature, 1, sources, text -> (m, row) -> text.date(m));
    texts(registry, "rhei_time" + suffix, signature, 1, sources, text -> (m, row) -> text.time(m));
    texts(
        registry,
        "rhei_datetime" + suffix,
        signature,
        1,
        sources,
        text -> (m, row) -> text.dateTime(m));
    texts(
        registry,
        "rhei_strftime" + suffix,
        Signature.of(time, TEXT).andTexts(),
        2,
        sources,
        text -> (m, row) -> text.format(row.text(1), m));
    reals(registry, "rhei_julianday" + suffix, signature, sources, MomentWriter::julianDay);
    reals(registry, "rhei_unixreal" + suffix, signature, sources, MomentWriter::unixMilliseconds);
    integers(registry, "rhei_unixepoch" + suffix, signature, sources, MomentWriter::unixSeconds);
  }

  private static void texts(
      Registry registry,
      String name,
      Signature signature,
      int modifiers,
      Sources sources,
      Writers writers)
      throws SQLException {
    registry.text(
        name,
        signature,
        values -> {
          Source source = sources.open(values);
          Writer writer = writers.open(new MomentWriter());
          return row -> {
            Moment moment = source.of(row, modifiers);
            return moment == null ? null : writer.write(moment, row);
          };
        });
  }

  private static void reals(
      Registry registry,
      String name,
      Signature signature,
      Sources sources,
      ToDoubleFunction<Moment> result)
      throws SQLException {
    registry.real(
        name,
        signature,
        values -> {
          Source source = sources.open(values);
          return row -> {
            Moment moment = source.of(row, 1);
            return moment == null ? row.nothing() : result.applyAsDouble(moment);
          };
        });
  }

  private static void integers(
      Registry registry,
      String name,
      Signature signature,
      Sources sources,
      ToLongFunction<Moment> result)
      throws SQLException {
    registry.integer(
        name,
        signature,
        values -> {
          Source source = sources.open(values);
          return row -> {
            Moment moment = source.of(row, 1);
            return moment == null ? row.nothing() : result.applyAsLong(moment);
          };
        });
  }
}
