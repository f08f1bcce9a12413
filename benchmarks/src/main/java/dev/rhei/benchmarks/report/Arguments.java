package dev.rhei.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;

/** A command line of {@code name=value}. */
public final class Arguments {
  private final Map<String, String> values = new TreeMap<>();

  private Arguments() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if one has no sign
   */
  public static Arguments of(String... arguments) {
    Arguments read = new Arguments();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException(argument + " is no name=value");
      }
      read.values.put(argument.substring(0, sign), argument.substring(sign + 1));
    }
    return read;
  }

  /** The value of that name, or what it is if absent. */
  public String take(String name, String absent) {
    String value = values.remove(name);
    return value == null ? absent : value;
  }

  /**
   * To be called at the end.
   *
   * @throws IllegalArgumentException naming those that nobody took
   */
  public void requireAllTaken() {
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + values.keySet());
    }
  }
}
