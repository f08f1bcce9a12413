package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import dev.rhei.sql.Expr;
import dev.rhei.sql.Name;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * UNION, UNION ALL, INTERSECT and EXCEPT, from left to right as SQLite takes them; and VALUES,
 * which is as many selects.
 */
final class CompoundRewriter {
  private final SelectRewriter selects;
  private final ExpressionRewriter expressions;

  CompoundRewriter(SelectRewriter selects, ExpressionRewriter expressions) {
    this.selects = selects;
    this.expressions = expressions;
  }

  Rewritten rewrite(Query query, @Nullable Scope outer, CommonTables tables) {
    Rewritten rows = null;
    boolean distinct = false;
    for (Query.Arm arm : query.arms()) {
      Rewritten next = arm(arm.body(), outer, tables);
      Query.Combination by = arm.operator();
      distinct = by != null && by != Query.Combination.UNION_ALL;
      rows = rows == null || by == null ? next : combined(rows, by, next);
    }
    if (rows == null) {
      throw new IllegalStateException("a query without arms");
    }
    return ordered(query, rows, distinct, outer, tables);
  }

  private Rewritten arm(Query.Body body, @Nullable Scope outer, CommonTables tables) {
    if (body instanceof Query.Values values) {
      return values(values, outer, tables);
    }
    Query alone = new Query(List.of(), List.of(new Query.Arm(null, body)), List.of(), null, null);
    return selects.select(alone, outer, tables);
  }

  private Rewritten values(Query.Values values, @Nullable Scope outer, CommonTables tables) {
    Refusal.unless(
        values.rows().get(0).stream().noneMatch(Expr.Column.class::isInstance),
        "VALUES with a name, which SQLite also takes for the column's");
    Scope scope = new Scope(outer, tables);
    List<List<Typed>> rows =
        values.rows().stream().map(row -> expressions.rewriteAll(row, scope)).toList();
    List<Kind> kinds = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      Kind kind = Kind.NULL;
      for (List<Typed> row : rows) {
        kind = Choice.common(kind, row.get(i).kind());
      }
      kinds.add(kind == Kind.NUMERIC ? Kind.ANY : kind);
      outputs.add(new Output("column" + (i + 1), Typed.of(kinds.get(i), "")));
    }
    List<String> texts = new ArrayList<>();
    for (List<Typed> row : rows) {
      StringBuilder text = new StringBuilder("SELECT ");
      for (int i = 0; i < row.size(); i++) {
        text.append(i == 0 ? "" : ", ").append(Choice.as(kinds.get(i), row.get(i)));
        text.append(" AS c").append(i);
      }
      texts.add(text.toString());
    }
    return new Rewritten(String.join(" UNION ALL ", texts), outputs, rows.size() == 1);
  }

  private Rewritten combined(Rewritten left, Query.Combination by, Rewritten right) {
    Refusal.unless(left.outputs().size() == right.outputs().size(), "selects of different width");
    boolean distinct = by != Query.Combination.UNION_ALL;
    List<Kind> kinds = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < left.outputs().size(); i++) {
      Typed a = left.outputs().get(i).typed();
      Typed b = right.outputs().get(i).typed();
      Refusal.unless(a.kind() != Kind.TYPED && b.kind() != Kind.TYPED, by + " of typed columns");
      Collation collation = a.collation() != null ? a.collation() : b.collation();
      Refusal.unless(
          !distinct || collation == null || collation == Collation.BINARY,
          by.sql() + " of text with a collation other than BINARY");
      kinds.add(kind(left.outputs().get(i), right.outputs().get(i)));
      outputs.add(
          left.outputs()
              .get(i)
              .holding(affinity(Typed.of(kinds.get(i), ""), a, b).withCollation(collation, false)));
    }
    String sql =
        as(kinds, left, selects.newAlias(), distinct)
            + " "
            + by.sql()
            + " "
            + as(kinds, right, selects.newAlias(), distinct);
    return new Rewritten(sql, outputs, false);
  }

  /** SQLite takes the affinity of one of the selects, and does not say of which. */
  private static Typed affinity(Typed column, Typed a, Typed b) {
    if (a.affinity() == b.affinity() && !a.affinityUnsure() && !b.affinityUnsure()) {
      return column.withAffinity(a.affinity());
    }
    return column.ofUnsureAffinity();
  }

  /** The kind of both columns: that of each if it is the same and needs no flag. */
  private static Kind kind(Output a, Output b) {
    Kind kind = Choice.common(a.typed().kind(), b.typed().kind());
    boolean canonical =
        a.integerFlag() < 0
            && b.integerFlag() < 0
            && a.typed().kind() != Kind.REAL
            && b.typed().kind() != Kind.REAL;
    return kind == Kind.NUMERIC && !canonical ? Kind.ANY : kind;
  }

  /** The select in parentheses, its columns as values of those kinds. */
  static String as(List<Kind> kinds, Rewritten select, String alias, boolean distinct) {
    StringBuilder sql = new StringBuilder("(SELECT ");
    for (int i = 0; i < kinds.size(); i++) {
      Typed column = select.column(i, alias);
      String value = Choice.as(kinds.get(i), column);
      if (kinds.get(i) == Kind.ANY && distinct) {
        value = Tagged.withoutTwins(value);
      } else if (kinds.get(i) == Kind.NULL) {
        value = "CAST(NULL AS VARCHAR)";
      } else if (column.kind() == Kind.NULL) {
        value = "NULL";
      }
      sql.append(i == 0 ? "" : ", ").append(value).append(" AS c").append(i);
    }
    return sql.append(" FROM (")
        .append(select.sql())
        .append(") ")
        .append(alias)
        .append(')')
        .toString();
  }

  private Rewritten ordered(
      Query query, Rewritten rows, boolean distinct, @Nullable Scope outer, CommonTables tables) {
    if (query.orderBy().isEmpty() && query.limit() == null) {
      return rows;
    }
    String alias = selects.newAlias();
    List<Ordering.Term> terms = new ArrayList<>();
    List<Integer> ordered = new ArrayList<>();
    for (OrderTerm term : query.orderBy()) {
      int output = output(term.expression(), query, rows.outputs());
      Typed column = rows.column(output, alias);
      if (term.expression() instanceof Expr.Collate collate) {
        column = column.withCollation(Collation.named(collate.collation().text()), true);
      }
      ordered.add(output);
      terms.add(Ordering.term(term, column));
    }
    for (int i = 0; i < rows.outputs().size() && distinct; i++) {
      if (!ordered.contains(i)) { // what is left equal, SQLite orders by the other columns
        terms.add(Ordering.ascending(rows.column(i, alias).sortKey()));
      }
    }
    Limits limits = Limits.of(query, expressions, new Scope(outer, tables));
    return OrderedRows.of(rows, alias, terms, distinct, limits, selects);
  }

  /** The column that a term names by its number, its name, or the expression of an arm. */
  private static int output(Expr term, Query query, List<Output> outputs) {
    Expr e = term;
    while (e instanceof Expr.Collate collate) {
      e = collate.operand();
    }
    if (e instanceof Expr.Number number && number.isInteger()) {
      return SelectRewriter.position(number, outputs.size());
    }
    for (Query.Arm arm : query.arms()) {
      int found = arm.body() instanceof Query.Select select ? inArm(e, select, outputs) : -1;
      if (found >= 0) {
        return found;
      }
    }
    throw new Refusal("ORDER BY of several selects by what is no column of theirs");
  }

  /** The arm's column of that alias, or, if there is none, of that expression; -1 for neither. */
  private static int inArm(Expr e, Query.Select arm, List<Output> outputs) {
    Name name = e instanceof Expr.Column column && column.table() == null ? column.name() : null;
    if (!arm.items().stream().allMatch(Query.Item.class::isInstance)) {
      return name == null ? -1 : only(name, outputs);
    }
    List<Query.Item> items = arm.items().stream().map(Query.Item.class::cast).toList();
    for (int i = 0; i < items.size() && name != null; i++) {
      Name alias = items.get(i).alias();
      if (alias != null && alias.is(name)) {
        return i;
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Expr expression = items.get(i).expression();
      boolean same =
          name != null && expression instanceof Expr.Column column && column.name().is(name);
      if (same || expression.equals(e)) {
        return i;
      }
    }
    return -1;
  }

  private static int only(Name name, List<Output> outputs) {
    int found = -1;
    for (int i = 0; i < outputs.size(); i++) {
      if (Identifier.fold(outputs.get(i).label()).equals(name.folded())) {
        Refusal.unless(found < 0, "ORDER BY of several selects by a name of two columns");
        found = i;
      }
    }
    return found;
  }
}
