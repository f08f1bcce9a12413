package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.jspecify.annotations.Nullable;

/**
 * UNION, UNION ALL, INTERSECT and EXCEPT, from left to right as SQLite takes them. Each column must
 * have one kind in all selects.
 */
final class SetOperations {
  private static final Set<String> UNDERSTOOD = Set.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT");

  private final SelectRewriter selects;
  private final Parameters parameters;

  SetOperations(SelectRewriter selects, Parameters parameters) {
    this.selects = selects;
    this.parameters = parameters;
  }

  Rewritten rewrite(SetOperationList list, @Nullable Scope outer, CommonTables tables) {
    Understood.require(list);
    Rewritten first = member(list.getSelect(0), outer, tables);
    List<Output> outputs = first.outputs();
    String sql = "(" + first.sql() + ")";
    boolean distinct = true;
    for (int i = 0; i < list.getOperations().size(); i++) {
      String operation = operation(list.getOperation(i));
      Rewritten next = member(list.getSelect(i + 1), outer, tables);
      outputs = combined(outputs, next.outputs(), operation);
      distinct = !operation.equals("UNION ALL");
      sql = (i == 0 ? sql : "(" + sql + ")") + " " + operation + " (" + next.sql() + ")";
    }
    sql += Ordering.clause(order(list, outputs, distinct));
    sql += Limits.has(list) ? Limits.of(list, parameters).clause() : "";
    return new Rewritten(sql, outputs, false);
  }

  private Rewritten member(Select select, @Nullable Scope outer, CommonTables tables) {
    if (!(select instanceof PlainSelect plain)
        || plain.getOrderByElements() != null
        || plain.getWithItemsList() != null
        || Limits.has(plain)) {
      throw new Refusal("the form of a UNION, INTERSECT or EXCEPT");
    }
    return selects.select(plain, outer, tables);
  }

  private static String operation(SetOperation operation) {
    String name = operation.toString().trim().toUpperCase(Locale.ROOT);
    Refusal.unless(UNDERSTOOD.contains(name), name);
    return name;
  }

  private static List<Output> combined(List<Output> left, List<Output> right, String operation) {
    Refusal.unless(left.size() == right.size(), "selects of different width");
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Typed a = left.get(i).typed();
      Typed b = right.get(i).typed();
      Refusal.unless(
          a.kind() == b.kind() && a.kind() != Kind.TYPED && a.kind() != Kind.NULL,
          operation + " of " + a.kind() + " and " + b.kind());
      Comparisons.requireBinary(a);
      Comparisons.requireBinary(b);
      Refusal.unless(
          a.kind() != Kind.TEXT
              || Comparisons.isNumeric(a.affinity()) == Comparisons.isNumeric(b.affinity()),
          operation + " of text columns of different affinity");
      Typed common = a.affinity() == b.affinity() ? a : a.withoutAffinity();
      outputs.add(new Output(left.get(i).label(), common));
    }
    return outputs;
  }

  /** By number or name of a column. What is left equal, SQLite orders by the other columns. */
  private static List<Ordering.Term> order(
      SetOperationList list, List<Output> outputs, boolean distinct) {
    List<OrderByElement> elements = list.getOrderByElements();
    if (elements == null || elements.isEmpty()) {
      Refusal.unless(!Limits.has(list), "LIMIT without ORDER BY");
      return List.of();
    }
    List<Ordering.Term> terms = new ArrayList<>();
    Set<Integer> ordered = new HashSet<>();
    for (OrderByElement element : elements) {
      int output = output(element, outputs);
      ordered.add(output);
      terms.add(new Ordering.Term(Integer.toString(output + 1), Ordering.direction(element)));
    }
    for (int i = 0; i < outputs.size() && distinct; i++) {
      if (ordered.add(i)) {
        terms.add(Ordering.ascending(Integer.toString(i + 1)));
      }
    }
    Refusal.unless(
        !Limits.has(list) || ordered.size() == outputs.size(),
        "a LIMIT that could cut between equal rows of a UNION ALL");
    return terms;
  }

  private static int output(OrderByElement element, List<Output> outputs) {
    if (element.getExpression() instanceof LongValue ordinal) {
      return SelectRewriter.position(ordinal, outputs.size());
    }
    Column column = Names.column(element.getExpression());
    if (column != null && column.getTable() == null) {
      String name = Names.folded(column.getColumnName());
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        if (Identifier.fold(outputs.get(i).label()).equals(name)) {
          found.add(i);
        }
      }
      if (found.size() == 1) {
        return found.get(0);
      }
    }
    throw new Refusal("ORDER BY '" + element + "' of several selects");
  }
}
