package dev.rhei.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One member of a FROM. */
public sealed interface Source {
  /** The name it is given; null for none. */
  @Nullable Name alias();

  /**
   * A table, a view, a common table, or, with arguments, a table-valued function. INDEXED BY and
   * NOT INDEXED leave no trace: they do not change the answer.
   *
   * @param arguments null if there are no parentheses
   */
  record Table(
      @Nullable Name schema, Name name, @Nullable List<Expr> arguments, @Nullable Name alias)
      implements Source {}

  /** {@code (SELECT ..)}. */
  record Derived(Query query, @Nullable Name alias) implements Source {}

  /**
   * {@code (a JOIN b)}. Of one source it is a trap: SQLite forgets the alias inside {@code (a AS
   * b)}, unless that comes first in its FROM and has none outside.
   */
  record Group(From from, @Nullable Name alias) implements Source {}
}
