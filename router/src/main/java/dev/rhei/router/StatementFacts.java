package dev.rhei.router;

import dev.rhei.core.route.StatementKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a statement's text alone says about it.
 *
 * @param kind what sort of statement it is
 * @param tables what it reads, in the order named, each once; common table expressions left out
 * @param features what speaks for the copy
 * @param equalColumns columns that a query of one table compares with constants by {@code =}, all
 *     of which must hold; in lower case
 * @param unread why a query was not looked into; empty if it was
 */
record StatementFacts(
    StatementKind kind,
    List<TableReference> tables,
    Set<Feature> features,
    Set<String> equalColumns,
    String unread) {
  StatementFacts {
    tables = List.copyOf(tables);
    features =
        Collections.unmodifiableSet(features.isEmpty() ? Set.of() : EnumSet.copyOf(features));
    equalColumns = Set.copyOf(equalColumns);
  }

  /** Facts of which only the kind is known. */
  static StatementFacts ofKind(StatementKind kind, String unread) {
    return new StatementFacts(kind, List.of(), Set.of(), Set.of(), unread);
  }

  /**
   * A table as named in a statement.
   *
   * @param schema as written before the dot; empty if nothing was
   * @param name without quotes
   */
  record TableReference(String schema, String name) {
    @Override
    public String toString() {
      return schema.isEmpty() ? name : schema + "." + name;
    }
  }
}
