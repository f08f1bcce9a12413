package dev.rhei.sql;

/**
 * A term of ORDER BY.
 *
 * @param nulls where NULL goes; by default first if ascending, last if descending
 */
public record OrderTerm(Expr expression, boolean descending, Nulls nulls) {
  /** Where NULL goes. */
  public enum Nulls {
    /** Nothing said. */
    DEFAULT,
    /** NULLS FIRST. */
    FIRST,
    /** NULLS LAST. */
    LAST
  }

  /** Whether NULL comes before all else. */
  public boolean nullsFirst() {
    return nulls == Nulls.DEFAULT ? !descending : nulls == Nulls.FIRST;
  }
}
