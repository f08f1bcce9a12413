package dev.rhei.router;

import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.router.StatementFacts.TableReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules, first match wins: what only SQLite can do, what the caller asked for, what the query
 * means. Pure.
 */
final class RoutingPolicy {
  private static final Set<String> ROWID_NAMES = Set.of("rowid", "_rowid_", "oid");

  private RoutingPolicy() {}

  static RouteDecision decide(StatementFacts facts, QueryHint hint, SchemaRegistry live) {
    Optional<String> obstacle = whyOnlySqlite(facts, live);
    if (obstacle.isPresent()) {
      return RouteDecision.oltp(obstacle.get());
    }
    return switch (hint) {
      case OLTP -> RouteDecision.oltp("asked for SQLite");
      case OLAP, PREFER_OLAP -> RouteDecision.olap("asked for the copy");
      case AUTO -> byMeaning(facts, live);
    };
  }

  private static Optional<String> whyOnlySqlite(StatementFacts facts, SchemaRegistry live) {
    String notAQuery =
        switch (facts.kind()) {
          case QUERY -> "";
          case WRITE -> "a write";
          case DDL -> "a change of the schema";
          case TRANSACTION -> "transaction control";
          case OTHER -> "not a query";
        };
    if (!notAQuery.isEmpty()) {
      return Optional.of(notAQuery);
    }
    if (!facts.unread().isEmpty()) {
      return Optional.of("not analysed: " + facts.unread());
    }
    for (TableReference table : facts.tables()) {
      if (find(table, live).isEmpty()) {
        return Optional.of("reads " + table + ", which is not on the copy");
      }
    }
    return Optional.empty();
  }

  /** The query may run on either side. What it costs there is not asked yet: only what it is. */
  private static RouteDecision byMeaning(StatementFacts facts, SchemaRegistry live) {
    if (facts.tables().isEmpty()) {
      return RouteDecision.oltp("reads no table");
    }
    String names =
        facts.tables().stream().map(TableReference::name).collect(Collectors.joining(", "));
    if (readsOneRow(facts, live)) {
      return RouteDecision.oltp("look-up by key in " + names);
    }
    for (Feature feature : Feature.values()) {
      if (facts.features().contains(feature)) {
        return RouteDecision.olap(feature.phrase() + names);
      }
    }
    return RouteDecision.oltp("plain read of " + names);
  }

  /** Every column of the table's key is compared with a constant. */
  private static boolean readsOneRow(StatementFacts facts, SchemaRegistry live) {
    if (facts.tables().size() != 1
        || facts.features().stream()
            .anyMatch(
                f -> f == Feature.JOIN || f == Feature.SUBQUERY || f == Feature.COMMON_TABLE)) {
      return false;
    }
    if (facts.equalColumns().stream().anyMatch(ROWID_NAMES::contains)) {
      return true;
    }
    List<String> key =
        find(facts.tables().get(0), live).map(TableSchema::primaryKey).orElse(List.of());
    return !key.isEmpty()
        && key.stream().map(Identifier::fold).allMatch(facts.equalColumns()::contains);
  }

  private static Optional<TableSchema> find(TableReference table, SchemaRegistry live) {
    return table.schema().isEmpty() || Identifier.same(table.schema(), "main")
        ? live.find(table.name())
        : Optional.empty();
  }
}
