package dev.rhei;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which tables are registered by themselves: those that the database has when it is opened, and
 * those that are created later, by whomever. Tables that were unregistered stay so. Immutable.
 */
public final class AutoRegister {
  /** None; {@link HtapEngine#registerTable(String)} does it. The default. */
  public static final AutoRegister NONE = new AutoRegister(name -> false);

  /** All that can be mirrored. */
  public static final AutoRegister ALL = new AutoRegister(name -> true);

  private final Predicate<String> wanted;

  private AutoRegister(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * Those whose names are wanted.
   *
   * @param wanted is given a table's name as SQLite knows it, by any thread
   */
  public static AutoRegister matching(Predicate<String> wanted) {
    return new AutoRegister(Objects.requireNonNull(wanted, "wanted"));
  }

  boolean wants(String table) {
    return wanted.test(table);
  }
}
