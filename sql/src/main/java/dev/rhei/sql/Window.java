package dev.rhei.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind OVER, or a window of the WINDOW clause. SQLite compares the names of windows
 * with their quotes: {@code OVER "w"} does not find {@code WINDOW w AS (..)}.
 *
 * @param base the window it refers to; null if it stands on its own
 * @param plain {@code OVER name}, without parentheses
 */
public record Window(
    @Nullable Name base,
    boolean plain,
    List<Expr> partitionBy,
    List<OrderTerm> orderBy,
    @Nullable Frame frame) {
  /** A window of the WINDOW clause. */
  public record Named(Name name, Window window) {}

  /** A frame. */
  public record Frame(Unit unit, Bound start, Bound end, Exclude exclude) {}

  /** What a frame counts. */
  public enum Unit {
    /** ROWS. */
    ROWS,
    /** RANGE. */
    RANGE,
    /** GROUPS. */
    GROUPS
  }

  /** One end of a frame; the offset is there for {@code n PRECEDING} and {@code n FOLLOWING}. */
  public record Bound(Edge edge, @Nullable Expr offset) {}

  /** Where a frame ends. */
  public enum Edge {
    /** UNBOUNDED PRECEDING. */
    UNBOUNDED_PRECEDING("UNBOUNDED PRECEDING"),
    /** {@code n PRECEDING}. */
    PRECEDING("PRECEDING"),
    /** CURRENT ROW. */
    CURRENT_ROW("CURRENT ROW"),
    /** {@code n FOLLOWING}. */
    FOLLOWING("FOLLOWING"),
    /** UNBOUNDED FOLLOWING. */
    UNBOUNDED_FOLLOWING("UNBOUNDED FOLLOWING");

    private final String sql;

    Edge(String sql) {
      this.sql = sql;
    }

    /** As it is written in SQL, without its offset. */
    public String sql() {
      return sql;
    }
  }

  /** What a frame leaves out. */
  public enum Exclude {
    /** NO OTHERS, the default. */
    NO_OTHERS,
    /** CURRENT ROW. */
    CURRENT_ROW,
    /** GROUP. */
    GROUP,
    /** TIES. */
    TIES
  }
}
