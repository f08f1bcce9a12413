package dev.rhei.parity;

import static dev.rhei.parity.Fragment.clause;
import static dev.rhei.parity.Fragment.fixed;
import static dev.rhei.parity.Fragment.list;
import static dev.rhei.parity.Fragment.nothing;
import static dev.rhei.parity.Fragment.query;

import dev.rhei.parity.RandomSources.Source;
import dev.rhei.parity.Scope.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries of all shapes over some tables. A limit stands only behind an order by all columns, so
 * that SQLite's answer is the only one.
 */
final class RandomQueries {
  private final Dice dice;
  private final List<Relation> tables;
  private RandomExpressions expressions;
  private RandomSources sources;

  RandomQueries(Dice dice, List<Relation> tables) {
    this.dice = dice;
    this.tables = tables;
  }

  /** A query with its parameters. */
  record Generated(String shape, Fragment query, List<Object> parameters) {}

  Generated next() {
    expressions = new RandomExpressions(dice, dice.oneIn(2));
    sources = new RandomSources(dice, tables, expressions);
    String shape =
        dice.of(
            "plain",
            "plain",
            "join",
            "join",
            "aggregate",
            "group",
            "group",
            "distinct",
            "window",
            "compound",
            "derived",
            "cte",
            "values",
            "constant");
    Fragment query =
        switch (shape) {
          case "join" -> plain(sources.joined());
          case "aggregate" -> aggregate(dice.oneIn(3) ? sources.joined() : sources.one());
          case "group" -> grouped(dice.oneIn(3) ? sources.joined() : sources.one());
          case "distinct" -> distinct();
          case "window" -> window(dice.oneIn(4) ? sources.joined() : sources.one());
          case "compound" -> compound();
          case "derived" -> plain(derived());
          case "cte" -> cte();
          case "values" -> values();
          case "constant" -> constant();
          default -> plain(sources.one());
        };
    return new Generated(shape, query, expressions.parameters());
  }

  private Source derived() {
    Source inner = dice.oneIn(2) ? sources.one() : sources.joined();
    String alias = sources.alias();
    List<Visible> visible = new ArrayList<>();
    Fragment select = named(inner, alias, visible, false);
    return new Source(fixed(" FROM (", select, ") AS " + alias), new Scope(visible, tables));
  }

  /** A select whose columns have names, with what they hold. */
  private Fragment named(Source inner, String alias, List<Visible> visible, boolean grouped) {
    List<Fragment> items = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      ColumnKind kind = expressions.anyKind();
      String name = "x" + items.size();
      Fragment value =
          grouped
              ? expressions.aggregate(kind, inner.scope(), 1)
              : expressions.of(kind, inner.scope(), 2);
      items.add(fixed(value, " AS " + name));
      visible.add(new Visible(alias + "." + name, kind));
    }
    return query("SELECT ", list(items), inner.from(), where(inner.scope()));
  }

  private Fragment plain(Source source) {
    if (dice.oneIn(12) && !source.scope().columns().isEmpty()) {
      return query("SELECT *", source.from(), where(source.scope()));
    }
    List<Fragment> items = items(source.scope(), 3);
    return query(
        "SELECT ", list(items), source.from(), where(source.scope()), ordered(items.size()));
  }

  private List<Fragment> items(Scope scope, int depth) {
    List<Fragment> items = new ArrayList<>();
    for (int i = dice.between(1, 4); i > 0; i--) {
      items.add(expressions.of(expressions.anyKind(), scope, depth));
    }
    return items;
  }

  private Fragment where(Scope scope) {
    return dice.oneIn(2) ? nothing() : clause(" WHERE ", expressions.condition(scope, 3));
  }

  private Fragment ordered(int columns) {
    if (dice.oneIn(3)) {
      return nothing();
    }
    List<Fragment> terms = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      terms.add(fixed(i + dice.of("", "", " DESC", " DESC NULLS LAST", " NULLS LAST")));
    }
    Fragment limit =
        dice.oneIn(3) ? clause(" LIMIT ", count(5), clause(" OFFSET ", count(2))) : nothing();
    return clause(" ORDER BY ", list(terms), limit);
  }

  private Fragment count(int most) {
    String number = String.valueOf(dice.between(0, most));
    return dice.oneIn(6) ? expressions.parameter(number) : fixed(number);
  }

  private Fragment aggregate(Source source) {
    List<Fragment> items = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      items.add(expressions.aggregate(expressions.anyKind(), source.scope(), 2));
    }
    Fragment having =
        dice.oneIn(6)
            ? clause(
                " HAVING ", expressions.aggregate(ColumnKind.INTEGER, source.scope(), 1), " > 1")
            : nothing();
    return query("SELECT ", list(items), source.from(), where(source.scope()), having);
  }

  private Fragment grouped(Source source) {
    List<Fragment> keys = new ArrayList<>();
    for (int i = dice.oneIn(3) ? 2 : 1; i > 0; i--) {
      keys.add(key(expressions.of(expressions.anyKind(), source.scope(), dice.below(2))));
    }
    List<Fragment> items = new ArrayList<>(keys);
    boolean bare = dice.oneIn(8) && !source.scope().columns().isEmpty();
    for (int i = bare ? 1 : dice.between(1, 2); i > 0; i--) {
      items.add(
          bare
              ? Fragment.expression(
                  dice.of("max(", "min("),
                  expressions.of(ColumnKind.INTEGER, source.scope(), 1),
                  ")")
              : expressions.aggregate(expressions.anyKind(), source.scope(), 1));
    }
    if (bare) {
      items.add(Fragment.expression(dice.of(source.scope().columns()).sql()));
    }
    Fragment having =
        dice.oneIn(4)
            ? clause(
                " HAVING ",
                expressions.aggregate(ColumnKind.INTEGER, source.scope(), 1),
                dice.of(" > 1", " IS NOT NULL", " <> 2"))
            : nothing();
    return query(
        "SELECT ",
        list(items),
        source.from(),
        where(source.scope()),
        " GROUP BY ",
        list(keys),
        having,
        ordered(items.size()));
  }

  /** A number would be the position of a result column. */
  private static Fragment key(Fragment expression) {
    return expression.sql().matches("[-0-9.e]+")
        ? Fragment.expression(expression, " + 0")
        : expression;
  }

  private Fragment distinct() {
    Source source = dice.oneIn(3) ? sources.joined() : sources.one();
    List<Fragment> items = items(source.scope(), 1);
    return query(
        "SELECT DISTINCT ",
        list(items),
        source.from(),
        where(source.scope()),
        ordered(items.size()));
  }

  private Fragment window(Source source) {
    List<Fragment> order = new ArrayList<>();
    for (Visible column : source.scope().columns()) {
      order.add(fixed(column.sql() + dice.of("", "", " DESC", " NULLS LAST")));
    }
    List<Fragment> items = items(source.scope(), 1);
    items.add(expressions.window(source.scope(), order, 1));
    return query(
        "SELECT ", list(items), source.from(), where(source.scope()), ordered(items.size()));
  }

  private Fragment compound() {
    int width = dice.between(1, 2);
    List<ColumnKind> kinds = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      kinds.add(expressions.anyKind());
    }
    List<Object> parts = new ArrayList<>(List.of(member(kinds)));
    for (int i = dice.oneIn(4) ? 2 : 1; i > 0; i--) {
      parts.add(
          clause(dice.of(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "), member(kinds)));
    }
    parts.add(ordered(width));
    return new Fragment(Fragment.Kind.QUERY, parts);
  }

  private Fragment member(List<ColumnKind> kinds) {
    Source source = sources.one();
    List<Fragment> items =
        kinds.stream().map(kind -> expressions.of(kind, source.scope(), 1)).toList();
    return query("SELECT ", fixed(list(items)), source.from(), where(source.scope()));
  }

  private Fragment cte() {
    if (dice.oneIn(4)) {
      return recursive();
    }
    String name = "q" + dice.below(3);
    List<Visible> visible = new ArrayList<>();
    Fragment inner =
        named(dice.oneIn(2) ? sources.one() : sources.joined(), name, visible, dice.oneIn(3));
    Scope scope = new Scope(visible, tables);
    Source from = new Source(fixed(" FROM " + name), scope);
    if (dice.oneIn(3)) {
      Relation table = dice.of(tables);
      String alias = sources.alias();
      Scope both = scope.with(Scope.visible(alias, table));
      from =
          new Source(
              fixed(
                  " FROM " + name,
                  clause(
                      " JOIN " + table.name() + " AS " + alias, clause(" ON ", sources.on(both)))),
              both);
    }
    Fragment body = dice.oneIn(3) ? aggregate(from) : plain(from);
    return query("WITH " + name + " AS (", inner, ") ", body);
  }

  private Fragment recursive() {
    Scope scope = new Scope(List.of(new Visible("r.n", ColumnKind.INTEGER)), tables);
    return query(
        "WITH RECURSIVE r(n) AS (SELECT " + dice.below(3) + " UNION ALL SELECT n + ",
        dice.of("1", "2"),
        " FROM r WHERE n < " + dice.between(3, 9) + ") ",
        plain(new Source(fixed(" FROM r"), scope)));
  }

  private Fragment values() {
    List<Fragment> rows = new ArrayList<>();
    Scope none = new Scope(List.of(), tables);
    ColumnKind one = expressions.anyKind();
    ColumnKind two = expressions.anyKind();
    for (int i = dice.between(1, 4); i > 0; i--) {
      rows.add(fixed("(", expressions.of(one, none, 1), ", ", expressions.of(two, none, 1), ")"));
    }
    if (dice.oneIn(2)) {
      return query("VALUES ", list(rows));
    }
    Scope scope =
        new Scope(List.of(new Visible("v.column1", one), new Visible("v.column2", two)), tables);
    return plain(new Source(fixed(" FROM (VALUES ", list(rows), ") AS v"), scope));
  }

  private Fragment constant() {
    return query("SELECT ", list(items(new Scope(List.of(), tables), 3)));
  }
}
