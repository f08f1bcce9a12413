package dev.rhei.sql;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes a tree as SQL with every operator in parentheses, so that SQLite can group it in one way
 * only. An expression of the result without an alias gets the one that SQLite would give it.
 */
final class SqlText {
  private final StringBuilder out = new StringBuilder();

  private SqlText() {}

  static String of(Query query) {
    SqlText text = new SqlText();
    text.query(query);
    return text.out.toString();
  }

  static String of(Expr expression) {
    SqlText text = new SqlText();
    text.expression(expression);
    return text.out.toString();
  }

  private void query(Query query) {
    if (!query.with().isEmpty()) {
      out.append("WITH ");
      list(query.with(), this::commonTable);
      out.append(' ');
    }
    for (Query.Arm arm : query.arms()) {
      if (arm.operator() != null) {
        out.append(' ').append(arm.operator().sql()).append(' ');
      }
      if (arm.body() instanceof Query.Select select) {
        select(select);
      } else if (arm.body() instanceof Query.Values values) {
        out.append("VALUES ");
        list(values.rows(), this::parenthesized);
      }
    }
    orderBy(query.orderBy());
    clause(" LIMIT ", query.limit());
    clause(" OFFSET ", query.offset());
  }

  private void commonTable(Query.CommonTable table) {
    name(table.name());
    names(table.columns());
    out.append(" AS (");
    query(table.query());
    out.append(')');
  }

  private void select(Query.Select select) {
    out.append(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
    list(select.items(), this::item);
    if (select.from() != null) {
      out.append(" FROM ");
      from(select.from());
    }
    clause(" WHERE ", select.where());
    if (!select.groupBy().isEmpty()) {
      out.append(" GROUP BY ");
      list(select.groupBy(), this::expression);
    }
    clause(" HAVING ", select.having());
    if (!select.windows().isEmpty()) {
      out.append(" WINDOW ");
      list(select.windows(), this::namedWindow);
    }
  }

  private void namedWindow(Window.Named named) {
    windowName(named.name());
    out.append(" AS ");
    window(named.window());
  }

  private void item(Query.ResultItem item) {
    if (item instanceof Query.Star star) {
      if (star.table() != null) {
        name(star.table());
        out.append('.');
      }
      out.append('*');
    } else if (item instanceof Query.Item column) {
      if (column.alias() == null && isNamedByItself(column.expression())) {
        out.append(column.text()).append('\n'); // it may end with a comment
      } else {
        expression(column.expression());
        out.append(" AS ");
        name(column.alias() == null ? new Name(column.text(), '"') : column.alias());
      }
    }
  }

  /** Its label is the name of the column, or the text in quotes that is none. */
  private static boolean isNamedByItself(Expr expression) {
    return expression instanceof Expr.Collate collate
        ? isNamedByItself(collate.operand())
        : expression instanceof Expr.Column;
  }

  private void from(From from) {
    source(from.first());
    for (From.Join join : from.joins()) {
      out.append(join.natural() ? " NATURAL" : "");
      out.append(
          switch (join.kind()) {
            case COMMA -> ", ";
            case INNER -> " JOIN ";
            case LEFT -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
          });
      source(join.right());
      clause(" ON ", join.on());
      if (join.using() != null) {
        out.append(" USING ");
        names(join.using());
      }
    }
  }

  private void source(Source source) {
    if (source instanceof Source.Table table) {
      table(table);
    } else if (source instanceof Source.Derived derived) {
      out.append('(');
      query(derived.query());
      out.append(')');
    } else if (source instanceof Source.Group group) {
      out.append('(');
      from(group.from());
      out.append(')');
    }
    if (source.alias() != null) {
      out.append(" AS ");
      name(source.alias());
    }
  }

  private void table(Source.Table table) {
    if (table.schema() != null) {
      name(table.schema());
      out.append('.');
    }
    name(table.name());
    if (table.arguments() != null) {
      parenthesized(table.arguments());
    }
  }

  private void orderBy(List<OrderTerm> terms) {
    if (!terms.isEmpty()) {
      out.append(" ORDER BY ");
      list(terms, this::orderTerm);
    }
  }

  private void orderTerm(OrderTerm term) {
    expression(term.expression());
    out.append(term.descending() ? " DESC" : " ASC");
    out.append(term.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
  }

  private void expression(Expr e) {
    if (e instanceof Expr.Column column) {
      column(column);
    } else if (e instanceof Expr.Number number) {
      out.append(number.text());
    } else if (e instanceof Expr.Hex hex) {
      out.append("0x").append(hex.digits());
    } else if (e instanceof Expr.Text text) {
      out.append('\'').append(text.value().replace("'", "''")).append('\'');
    } else if (e instanceof Expr.Blob blob) {
      out.append("x'").append(blob.digits()).append('\'');
    } else if (e instanceof Expr.Null) {
      out.append("NULL");
    } else if (e instanceof Expr.CurrentTime time) {
      out.append(time.keyword());
    } else if (e instanceof Expr.Parameter parameter) {
      out.append('?').append(parameter.number());
    } else if (e instanceof Expr.Call call) {
      call(call);
    } else if (e instanceof Expr.Cast cast) {
      out.append("CAST(");
      expression(cast.operand());
      out.append(" AS ");
      type(cast.type());
      out.append(')');
    } else if (e instanceof Expr.Row row) {
      parenthesized(row.items());
    } else {
      out.append('(');
      operator(e);
      out.append(')');
    }
  }

  private void operator(Expr e) {
    if (e instanceof Expr.Unary unary) {
      out.append(
          switch (unary.operator()) {
            case NOT -> "NOT ";
            case MINUS -> "- ";
            case PLUS -> "+ ";
            case BIT_NOT -> "~ ";
          });
      expression(unary.operand());
    } else if (e instanceof Expr.Binary binary) {
      expression(binary.left());
      out.append(' ').append(binary.operator().symbol()).append(' ');
      expression(binary.right());
    } else if (e instanceof Expr.Match match) {
      expression(match.text());
      out.append(not(match.not())).append(match.operator()).append(' ');
      expression(match.pattern());
      clause(" ESCAPE ", match.escape());
    } else if (e instanceof Expr.Between between) {
      expression(between.value());
      out.append(not(between.not())).append("BETWEEN ");
      expression(between.low());
      out.append(" AND ");
      expression(between.high());
    } else if (e instanceof Expr.NullTest test) {
      expression(test.operand());
      out.append(test.not() ? " NOTNULL" : " ISNULL");
    } else if (e instanceof Expr.Collate collate) {
      expression(collate.operand());
      out.append(" COLLATE ");
      name(collate.collation());
    } else if (e instanceof Expr.Case choice) {
      choice(choice);
    } else {
      queried(e);
    }
  }

  private void queried(Expr e) {
    if (e instanceof Expr.InList in) {
      expression(in.value());
      out.append(not(in.not())).append("IN ");
      parenthesized(in.items());
    } else if (e instanceof Expr.InQuery in) {
      expression(in.value());
      out.append(not(in.not())).append("IN (");
      query(in.query());
      out.append(')');
    } else if (e instanceof Expr.InTable in) {
      expression(in.value());
      out.append(not(in.not())).append("IN ");
      table(in.table());
    } else if (e instanceof Expr.Exists exists) {
      out.append("EXISTS (");
      query(exists.query());
      out.append(')');
    } else if (e instanceof Expr.Subquery subquery) {
      query(subquery.query());
    } else {
      throw new AssertionError(e);
    }
  }

  private void choice(Expr.Case choice) {
    out.append("CASE");
    clause(" ", choice.subject());
    for (Expr.When when : choice.whens()) {
      clause(" WHEN ", when.condition());
      clause(" THEN ", when.value());
    }
    clause(" ELSE ", choice.otherwise());
    out.append(" END");
  }

  private void column(Expr.Column column) {
    if (column.schema() != null) {
      name(column.schema());
      out.append('.');
    }
    if (column.table() != null) {
      name(column.table());
      out.append('.');
    }
    name(column.name());
  }

  private void call(Expr.Call call) {
    name(call.name());
    out.append('(').append(call.star() ? "*" : "").append(call.distinct() ? "DISTINCT " : "");
    list(call.arguments(), this::expression);
    orderBy(call.orderBy());
    out.append(')');
    if (call.filter() != null) {
      clause(" FILTER (WHERE ", call.filter());
      out.append(')');
    }
    if (call.over() != null) {
      out.append(" OVER ");
      if (call.over().plain()) {
        windowName(call.over().base());
      } else {
        window(call.over());
      }
    }
  }

  private void window(Window window) {
    out.append('(');
    if (window.base() != null) {
      windowName(window.base());
    }
    if (!window.partitionBy().isEmpty()) {
      out.append(" PARTITION BY ");
      list(window.partitionBy(), this::expression);
    }
    orderBy(window.orderBy());
    Window.Frame frame = window.frame();
    if (frame != null) {
      out.append(' ').append(frame.unit()).append(" BETWEEN ");
      bound(frame.start());
      out.append(" AND ");
      bound(frame.end());
      out.append(" EXCLUDE ").append(frame.exclude().name().replace('_', ' '));
    }
    out.append(')');
  }

  private void bound(Window.Bound bound) {
    clause("", bound.offset());
    out.append(' ').append(bound.edge().sql());
  }

  private void type(String type) {
    if (type.chars()
        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || " (),".indexOf(c) >= 0))) {
      out.append(type);
    } else {
      name(new Name(type, '"'));
    }
  }

  private static String not(boolean not) {
    return not ? " NOT " : " ";
  }

  private void clause(String keyword, Expr expression) {
    if (expression != null) {
      out.append(keyword);
      expression(expression);
    }
  }

  private void parenthesized(List<Expr> expressions) {
    out.append('(');
    list(expressions, this::expression);
    out.append(')');
  }

  private void names(List<Name> names) {
    if (!names.isEmpty()) {
      out.append('(');
      list(names, this::name);
      out.append(')');
    }
  }

  /** SQLite compares them with their quotes. */
  private void windowName(Name name) {
    if (name.quote() == '\0') {
      out.append(name.text());
    } else {
      name(name);
    }
  }

  private void name(Name name) {
    switch (name.quote()) {
      case '\0' -> {
        if (RandomQuery.KEYWORDS.contains(name.text().toUpperCase(Locale.ROOT))) {
          out.append('[').append(name.text()).append(']'); // else WITH begins a query behind "("
        } else {
          out.append(name.text());
        }
      }
      case '[' -> out.append('[').append(name.text()).append(']');
      default -> {
        String quote = String.valueOf(name.quote());
        out.append(quote).append(name.text().replace(quote, quote + quote)).append(quote);
      }
    }
  }

  private <T> void list(List<T> members, Consumer<T> write) {
    String separator = "";
    for (T member : members) {
      out.append(separator);
      write.accept(member);
      separator = ", ";
    }
  }
}
