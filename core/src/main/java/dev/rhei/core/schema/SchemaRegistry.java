package dev.rhei.core.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tables that the copy can answer for, as of one version. Immutable; names are compared as
 * SQLite compares them.
 */
public final class SchemaRegistry {
  /** No table at all, at version 0. */
  public static final SchemaRegistry EMPTY = new SchemaRegistry(0, Map.of(), Map.of());

  private final long version;
  private final Map<String, TableSchema> byName;
  private final Map<String, String> views;

  private SchemaRegistry(long version, Map<String, TableSchema> byName, Map<String, String> views) {
    this.version = version;
    this.byName = byName;
    this.views = views;
  }

  /** A registry of these tables. */
  public static SchemaRegistry of(long version, Collection<TableSchema> tables) {
    Map<String, TableSchema> byName = new LinkedHashMap<>();
    for (TableSchema table : tables) {
      byName.put(Identifier.fold(table.name()), table);
    }
    return new SchemaRegistry(version, Collections.unmodifiableMap(byName), Map.of());
  }

  /**
   * The same tables with SQLite's views.
   *
   * @param viewsByName CREATE VIEW of each, by the view's name
   */
  public SchemaRegistry withViews(Map<String, String> viewsByName) {
    Map<String, String> folded = new LinkedHashMap<>();
    viewsByName.forEach((name, sql) -> folded.put(Identifier.fold(name), sql));
    return new SchemaRegistry(version, byName, Collections.unmodifiableMap(folded));
  }

  /** The CREATE VIEW of that name. */
  public Optional<String> view(String name) {
    return Optional.ofNullable(views.get(Identifier.fold(name)));
  }

  /** Differs whenever the set of tables or one of their schemas differs. */
  public long version() {
    return version;
  }

  /** The table of that name. */
  public Optional<TableSchema> find(String name) {
    return Optional.ofNullable(byName.get(Identifier.fold(name)));
  }

  /** All tables. */
  public Collection<TableSchema> tables() {
    return byName.values();
  }
}
