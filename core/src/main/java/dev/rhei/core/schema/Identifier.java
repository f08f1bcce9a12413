package dev.rhei.core.schema;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;

/**
 * The only place where names are checked, compared and quoted. Any name that SQLite accepts is
 * accepted: quotes, spaces, dots, keywords, emoji.
 */
public final class Identifier {
  /** Prefix of every table, trigger and column that belongs to this library. */
  public static final String RESERVED_PREFIX = "_rhei_";

  private Identifier() {}

  /** The name as an SQL identifier, in double quotes, with quotes inside it doubled. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The text as an SQL string literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * The name as SQLite compares it: ASCII letters folded to lower case, all other characters as
   * they are.
   */
  public static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        StringBuilder folded = new StringBuilder(name);
        for (int j = i; j < folded.length(); j++) {
          char d = folded.charAt(j);
          if (d >= 'A' && d <= 'Z') {
            folded.setCharAt(j, (char) (d + ('a' - 'A')));
          }
        }
        return folded.toString();
      }
    }
    return name;
  }

  /** Whether SQLite takes the two names for the same one. */
  public static boolean same(String a, String b) {
    return fold(a).equals(fold(b));
  }

  /** Whether the name belongs to this library. */
  public static boolean isReserved(String name) {
    return fold(name).startsWith(RESERVED_PREFIX);
  }

  /**
   * The name, if an application may have a mirrored table of that name.
   *
   * @throws HtapException NAME_INVALID if it is empty, has a NUL character, or is reserved
   */
  public static String requireTableName(String name) {
    if (name.isEmpty()) {
      throw new HtapException(ErrorCode.NAME_INVALID, "a table name must not be empty");
    }
    if (name.indexOf('\0') >= 0) {
      throw new HtapException(
          ErrorCode.NAME_INVALID, "the table name '" + name.replace('\0', '?') + "' has a NUL");
    }
    String folded = fold(name);
    if (folded.startsWith(RESERVED_PREFIX) || folded.startsWith("sqlite_")) {
      throw new HtapException(
          ErrorCode.NAME_INVALID,
          "the table name '"
              + name
              + "' is reserved: names that start with "
              + RESERVED_PREFIX
              + " belong to Rhei, names that start with sqlite_ to SQLite");
    }
    return name;
  }
}
