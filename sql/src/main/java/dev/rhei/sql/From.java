package dev.rhei.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** FROM: sources joined from left to right; the comma has the weight of every other join. */
public record From(Source first, List<Join> joins) {
  /** A source joined to all before it. */
  public record Join(
      Kind kind, boolean natural, Source right, @Nullable Expr on, @Nullable List<Name> using) {}

  /** Kinds of joins. */
  public enum Kind {
    /** A comma. */
    COMMA,
    /** JOIN, INNER JOIN, and CROSS JOIN, which may have a condition, too. */
    INNER,
    /** LEFT JOIN. */
    LEFT,
    /** RIGHT JOIN. */
    RIGHT,
    /** FULL JOIN. */
    FULL
  }
}
