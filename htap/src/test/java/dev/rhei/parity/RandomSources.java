package dev.rhei.parity;

import static dev.rhei.parity.Fragment.clause;
import static dev.rhei.parity.Fragment.fixed;

import dev.rhei.parity.Scope.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a query reads: a table, or several joined. */
final class RandomSources {
  private final Dice dice;
  private final List<Relation> relations;
  private final RandomExpressions expressions;
  private int aliases;

  RandomSources(Dice dice, List<Relation> relations, RandomExpressions expressions) {
    this.dice = dice;
    this.relations = relations;
    this.expressions = expressions;
  }

  /** A FROM clause with what it makes visible. */
  record Source(Fragment from, Scope scope) {}

  Source one() {
    if (dice.oneIn(25)) {
      return elements();
    }
    Relation relation = dice.of(relations);
    if (dice.oneIn(4)) {
      return new Source(
          fixed(" FROM " + written(relation)), new Scope(Scope.unqualified(relation), relations));
    }
    String alias = alias();
    return new Source(
        fixed(" FROM " + written(relation) + " AS " + alias),
        new Scope(visible(alias, relation), relations));
  }

  private Source elements() {
    String alias = alias();
    String array = dice.of("'[3,1,2]'", "'[\"a\",null,2.5]'", "'[]'", "'{\"x\":1,\"y\":[2]}'");
    return new Source(
        fixed(" FROM json_each(" + array + ") AS " + alias),
        new Scope(
            List.of(
                new Visible(alias + ".value", dice.of(ColumnKind.INTEGER, ColumnKind.TEXT)),
                new Visible(alias + ".key", ColumnKind.TEXT),
                new Visible(alias + ".type", ColumnKind.TEXT)),
            relations));
  }

  Source joined() {
    Relation first = dice.of(relations);
    String alias = alias();
    Scope scope = new Scope(visible(alias, first), relations);
    List<Object> parts = new ArrayList<>(List.of(" FROM " + written(first) + " AS " + alias));
    for (int i = dice.oneIn(4) ? 2 : 1; i > 0; i--) {
      Relation relation = dice.of(relations);
      String other = alias();
      scope = scope.with(visible(other, relation));
      parts.add(join(first, relation, other, scope));
    }
    return new Source(new Fragment(Fragment.Kind.FIXED, parts), scope);
  }

  private Fragment join(Relation first, Relation relation, String alias, Scope scope) {
    String kind =
        dice.of("JOIN ", "JOIN ", "LEFT JOIN ", "LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ");
    String joined = written(relation) + " AS " + alias;
    Optional<String> common =
        relation.columns().stream()
            .map(Relation.Column::name)
            .filter(name -> first.columns().stream().anyMatch(c -> c.name().equals(name)))
            .findFirst();
    return switch (dice.below(10)) {
      case 0 -> clause(dice.of(" CROSS JOIN ", ", ") + joined);
      case 1 -> clause(" NATURAL " + kind + joined);
      case 2 ->
          common.isPresent()
              ? clause(" " + kind + joined + " USING (" + common.get() + ")")
              : clause(" " + kind + joined);
      default -> clause(" " + kind + joined, clause(" ON ", on(scope)));
    };
  }

  private List<Visible> visible(String alias, Relation relation) {
    List<Visible> visible = new ArrayList<>(Scope.visible(alias, relation));
    if (relation.hasRowid() && dice.oneIn(6)) {
      visible.add(
          new Visible(alias + "." + dice.of("rowid", "_rowid_", "oid"), ColumnKind.INTEGER));
    }
    return visible;
  }

  /** A name in one of the ways in which it can be written. */
  private String written(Relation relation) {
    String name = relation.name();
    if (name.startsWith("\"")) {
      String inner = name.substring(1, name.length() - 1);
      return dice.of(name, name, "[" + inner + "]", "`" + inner + "`");
    }
    return dice.of(
        name, name, name, name, "main." + name, "\"" + name + "\"", name.toUpperCase(Locale.ROOT));
  }

  Fragment on(Scope scope) {
    if (dice.oneIn(3)) {
      return expressions.condition(scope, 1);
    }
    ColumnKind kind = dice.of(ColumnKind.INTEGER, ColumnKind.INTEGER, ColumnKind.TEXT);
    List<Visible> columns = scope.ofKind(kind);
    return columns.size() < 2
        ? expressions.condition(scope, 0)
        : Fragment.expression(dice.of(columns).sql() + " = " + dice.of(columns).sql());
  }

  String alias() {
    return "a" + aliases++;
  }
}
