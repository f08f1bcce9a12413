package dev.rhei.router;

import dev.rhei.core.route.RoutedQuery.OrderKey;
import dev.rhei.core.schema.Identifier;
import dev.rhei.router.QueryFacts.Constant;
import dev.rhei.router.QueryFacts.RowLimit;
import dev.rhei.router.QueryFacts.Shape;
import dev.rhei.sql.Expr;
import dev.rhei.sql.OrderTerm;
import dev.rhei.sql.Query;
import dev.rhei.sql.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads off the outermost query how many rows it makes of those it finds, and in which order. */
final class ShapeReader {
  private boolean aggregates;
  private boolean windows;

  private ShapeReader() {}

  static Shape read(Query query) {
    Query.Select select =
        query.isSimple() && query.arms().get(0).body() instanceof Query.Select only ? only : null;
    ShapeReader reader = new ShapeReader();
    if (select != null) {
      select.items().forEach(reader::look);
      query.orderBy().forEach(term -> reader.look(term.expression()));
    }
    boolean grouped = select != null && !select.groupBy().isEmpty();
    return new Shape(
        limit(query),
        reader.aggregates && !grouped,
        select == null ? null : groupedBy(select, grouped),
        select != null && select.distinct() && !grouped,
        reader.windows,
        select != null && countsOnly(select),
        outputs(query.arms().get(0).body()),
        select != null,
        order(query),
        !query.orderBy().isEmpty());
  }

  private static @Nullable RowLimit limit(Query query) {
    if (query.limit() == null) {
      return null;
    }
    return new RowLimit(
        FilterReader.operand(query.limit()),
        query.offset() == null ? new Constant(0L) : FilterReader.operand(query.offset()));
  }

  private void look(Query.ResultItem item) {
    if (item instanceof Query.Item column) {
      look(column.expression());
    }
  }

  private void look(Expr expr) {
    if (expr instanceof Expr.Call call) {
      windows |= call.over() != null;
      aggregates |= call.over() == null && call.isAggregate();
    }
    Parts.forEach(expr, this::look, query -> {}, table -> {});
  }

  private static @Nullable List<String> groupedBy(Query.Select select, boolean grouped) {
    if (!grouped && !select.distinct()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    List<Expr> terms = new ArrayList<>();
    if (grouped) {
      terms.addAll(select.groupBy());
    } else {
      select.items().forEach(i -> terms.add(i instanceof Query.Item c ? c.expression() : STAR));
    }
    for (Expr term : terms) {
      if (!(term instanceof Expr.Column column)) {
        return List.of();
      }
      names.add(Identifier.fold(column.name().text()));
    }
    return List.copyOf(names);
  }

  /** Stands for a star, which is no column. */
  private static final Expr STAR = new Expr.Null();

  private static boolean countsOnly(Query.Select select) {
    return select.where() == null
        && select.groupBy().isEmpty()
        && select.having() == null
        && select.from() != null
        && select.from().joins().isEmpty()
        && select.from().first() instanceof Source.Table
        && select.items().size() == 1
        && select.items().get(0) instanceof Query.Item item
        && item.expression() instanceof Expr.Call call
        && call.star()
        && call.filter() == null
        && call.over() == null;
  }

  private static List<String> outputs(Query.Body body) {
    List<String> outputs = new ArrayList<>();
    if (body instanceof Query.Values values) {
      values.rows().get(0).forEach(value -> outputs.add(""));
    } else if (body instanceof Query.Select select) {
      for (Query.ResultItem item : select.items()) {
        Expr expression = item instanceof Query.Item column ? column.expression() : null;
        outputs.add(
            expression == null
                ? Shape.STAR
                : expression instanceof Expr.Column column ? column.name().folded() : "");
      }
    }
    return List.copyOf(outputs);
  }

  private static List<OrderKey> order(Query query) {
    List<OrderKey> keys = new ArrayList<>();
    List<Query.ResultItem> items =
        query.arms().get(0).body() instanceof Query.Select select ? select.items() : List.of();
    for (OrderTerm term : query.orderBy()) {
      OrderKey key = key(term.expression(), items);
      if (key == null) {
        break; // what comes after it orders only rows that it does not tell apart
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private static @Nullable OrderKey key(Expr term, List<Query.ResultItem> items) {
    boolean star = !items.stream().allMatch(Query.Item.class::isInstance);
    if (term instanceof Expr.Number number && number.isInteger() && number.text().length() < 6) {
      return new OrderKey(Integer.parseInt(number.text()) - 1, "");
    }
    if (term instanceof Expr.Column column && column.table() == null) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof Query.Item item
            && item.alias() != null
            && item.alias().is(column.name())) {
          return star ? new OrderKey(-1, column.name().text()) : new OrderKey(i, "");
        }
      }
    }
    for (int i = 0; i < items.size() && !star; i++) {
      if (items.get(i) instanceof Query.Item item && item.expression().equals(term)) {
        return new OrderKey(i, "");
      }
    }
    return star && term instanceof Expr.Column column
        ? new OrderKey(-1, column.name().text())
        : null;
  }
}
