package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.BinaryOperator;
import dev.rhei.sql.Expr;
import dev.rhei.sql.From;
import dev.rhei.sql.Name;
import dev.rhei.sql.Query;
import dev.rhei.sql.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recursive table with a LIMIT, such as {@code VALUES (1) UNION ALL SELECT x + 1 FROM c LIMIT
 * 10}. SQLite stops when it has so many rows. Where the seed is one row and each row yields at most
 * one, the rows are numbered by the steps that led to them: a hidden column counts, and the
 * recursion ends with it.
 *
 * @param table without its LIMIT, with the hidden column as its last
 * @param after rows that are skipped
 */
record LimitedRecursion(Query.CommonTable table, long after) {
  private static final Name STEP = Name.of("_rhei_step");

  static LimitedRecursion of(Query.CommonTable table, List<Name> columns) {
    Query query = table.query();
    long offset = literal(query.offset());
    long last = Math.addExact(offset, literal(query.limit()));
    Refusal.unless(
        query.arms().size() == 2 && query.arms().get(1).operator() == Query.Combination.UNION_ALL,
        "a LIMIT on a recursive common table of several parts");
    Query.Body seed = query.arms().get(0).body();
    Query.Body step = query.arms().get(1).body();
    Refusal.unless(isOneRow(seed) && step instanceof Query.Select, "a LIMIT on a recursive table");
    Query.Select next = (Query.Select) step;
    boolean single =
        next.from() != null
            && next.from().joins().isEmpty()
            && next.from().first() instanceof Source.Table
            && !next.distinct()
            && next.groupBy().isEmpty();
    Refusal.unless(
        single && next.items().stream().noneMatch(Query.Star.class::isInstance) && last > 0,
        "a LIMIT on a recursive common table that may branch");
    Expr step1 = new Expr.Column(null, null, STEP);
    Expr one = new Expr.Number("1");
    List<Query.ResultItem> items = new ArrayList<>(next.items());
    items.add(new Query.Item(new Expr.Binary(BinaryOperator.ADD, step1, one), STEP, STEP.text()));
    Expr more = new Expr.Binary(BinaryOperator.LESS, step1, new Expr.Number(Long.toString(last)));
    Expr where =
        next.where() == null ? more : new Expr.Binary(BinaryOperator.AND, next.where(), more);
    From from = next.from();
    Query.Select counted =
        new Query.Select(false, items, from, where, List.of(), next.having(), next.windows());
    List<Name> named = new ArrayList<>(columns);
    named.add(STEP);
    Query unlimited =
        new Query(
            query.with(),
            List.of(
                new Query.Arm(null, withOne(seed)),
                new Query.Arm(Query.Combination.UNION_ALL, counted)),
            List.of(),
            null,
            null);
    return new LimitedRecursion(new Query.CommonTable(table.name(), named, unlimited), offset);
  }

  private static long literal(@Nullable Expr e) {
    if (e == null) {
      return 0;
    }
    boolean small = e instanceof Expr.Number n && n.isInteger() && n.text().length() <= 15;
    Refusal.unless(small, "a LIMIT on a recursive common table that is no literal");
    return Long.parseLong(((Expr.Number) e).text());
  }

  private static boolean isOneRow(Query.Body seed) {
    if (seed instanceof Query.Values values) {
      return values.rows().size() == 1;
    }
    Query.Select select = (Query.Select) seed;
    return select.from() == null
        && select.where() == null
        && select.items().stream().noneMatch(Query.Star.class::isInstance);
  }

  private static Query.Body withOne(Query.Body seed) {
    Expr one = new Expr.Number("1");
    if (seed instanceof Query.Values values) {
      List<Expr> row = new ArrayList<>(values.rows().get(0));
      row.add(one);
      return new Query.Values(List.of(row));
    }
    Query.Select select = (Query.Select) seed;
    List<Query.ResultItem> items = new ArrayList<>(select.items());
    items.add(new Query.Item(one, STEP, STEP.text()));
    return new Query.Select(select.distinct(), items, null, null, List.of(), null, List.of());
  }
}
