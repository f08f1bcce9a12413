package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.olap.duckdb.function.LeftToSqlite;
import dev.rhei.sql.Query;
import dev.rhei.sql.SqlParser;
import dev.rhei.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a query of SQLite's SQL so that DuckDB gives SQLite's answer, or refuses with the
 * reason.
 *
 * <p>What a translated query promises:
 *
 * <ul>
 *   <li>The same rows, values, value kinds and labels. Where the kind or the value depends on data
 *       that the translation cannot see (an integer over 64 bits, inside of a query a real without
 *       a fraction among integers, several rows from a scalar subquery, a sum of integers that may
 *       leave 64 bits), the query <em>fails</em> in DuckDB, and whoever runs it asks SQLite
 *       instead.
 *   <li>Sums and averages of reals to the last bit: the exact sum, rounded once. Where SQLite's own
 *       compensated sum is not known to be that, the query fails in DuckDB; see {@code RealSum}.
 *   <li>The order of ORDER BY. Rows that it does not tell apart come in any order; those of one
 *       table in that of the row key, groups in that of their keys, which is SQLite's own unless it
 *       reads an index that suggests another. Without ORDER BY, any order.
 *   <li>LIMIT only with ORDER BY, and never between rows that are equal for it: that fails in
 *       DuckDB, too.
 * </ul>
 *
 * <p>Relies on DuckDB's settings {@code integer_division=true}, {@code
 * error_on_division_by_zero=false} and {@code ieee_floating_point_ops=false}. The tables are those
 * of the registry, under their names, in the current schema, with {@link
 * dev.rhei.core.schema.TableSchema#storedColumns}.
 *
 * <p>Stateless and thread-safe. Never throws: a defect is a refusal, too.
 */
public final class SqliteToDuckDb implements QueryTranslator {
  /** A translator; all are alike. */
  public SqliteToDuckDb() {}

  @Override
  public Translation translate(String sql, List<ValueKind> parameterKinds, SchemaRegistry schemas) {
    try {
      Query parsed = SqlParser.parse(sql);
      SelectRewriter selects = new SelectRewriter(parameterKinds, schemas);
      Rewritten query = selects.statement(parsed);
      List<Integer> order = new ArrayList<>();
      String placed = Parameters.place(query.sql(), order);
      PlanLimit.check(placed, sql);
      List<OutputColumn> columns =
          query.outputs().stream()
              .map(
                  output ->
                      new OutputColumn(
                          output.label(), output.typed().kind().valueKind(), output.integerFlag()))
              .toList();
      return new Translation.Translated(
          placed,
          columns,
          order,
          query.labelsUnsure(),
          selects.isInVisitOrder(),
          selects.readsViews());
    } catch (Refusal refusal) {
      return new Translation.Refused(
          "not translated: " + refusal.getMessage(), refusal.unknownTable());
    } catch (SqlSyntaxException e) {
      return new Translation.Refused("not read: " + e.getMessage());
    } catch (LeftToSqlite e) {
      return new Translation.Refused("not translated: " + e.what());
    } catch (StackOverflowError e) {
      return new Translation.Refused("not translated: nested too deep");
    } catch (RuntimeException e) { // our defect
      return new Translation.Refused("not translated: the translator failed with " + e);
    }
  }
}
