package dev.rhei.sql;

import dev.rhei.sql.Token.Kind;
import java.util.Set;

/**
 * Which words can be names where. SQLite takes most keywords for names wherever the keyword could
 * not stand; these are the others.
 */
final class Keywords {
  /**
   * Never a name. Of FILTER, OVER and WINDOW only those that {@link Tokenizer} leaves to be
   * keywords.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "ADD",
          "ALL",
          "ALTER",
          "AND",
          "AS",
          "AUTOINCREMENT",
          "BETWEEN",
          "CASE",
          "CHECK",
          "COLLATE",
          "COMMIT",
          "CONSTRAINT",
          "CREATE",
          "DEFAULT",
          "DEFERRABLE",
          "DELETE",
          "DISTINCT",
          "DROP",
          "ELSE",
          "ESCAPE",
          "EXCEPT",
          "EXISTS",
          "FILTER",
          "FOREIGN",
          "FROM",
          "GROUP",
          "HAVING",
          "IN",
          "INDEX",
          "INSERT",
          "INTERSECT",
          "INTO",
          "IS",
          "ISNULL",
          "JOIN",
          "LIMIT",
          "NOT",
          "NOTHING",
          "NOTNULL",
          "NULL",
          "ON",
          "OR",
          "ORDER",
          "OVER",
          "PRIMARY",
          "REFERENCES",
          "RETURNING",
          "SELECT",
          "SET",
          "TABLE",
          "THEN",
          "TO",
          "TRANSACTION",
          "UNION",
          "UNIQUE",
          "UPDATE",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WINDOW");

  /** The words in front of JOIN, in any order. */
  private static final Set<String> JOINS =
      Set.of("CROSS", "FULL", "INNER", "LEFT", "NATURAL", "OUTER", "RIGHT");

  /** Names, but where an operand begins. */
  private static final Set<String> OPERANDS =
      Set.of("CAST", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "RAISE");

  private Keywords() {}

  /** Whether the token can be a name, quoted or not, but not as text. */
  static boolean isName(Token token) {
    return token.kind() == Kind.QUOTED
        || (token.kind() == Kind.WORD && !RESERVED.contains(token.word()));
  }

  /** Whether the token can be a name where text may be one, too. */
  static boolean isNameOrText(Token token) {
    return token.kind() == Kind.TEXT || isName(token);
  }

  /** Whether the token can be an alias without AS, a collation, or a word of a type. */
  static boolean isPlainName(Token token) {
    return isNameOrText(token) && !isJoinWord(token) && !token.isWord("INDEXED");
  }

  /** Whether the token is one of the words in front of JOIN. */
  static boolean isJoinWord(Token token) {
    return token.kind() == Kind.WORD && JOINS.contains(token.word());
  }

  /** Whether the token, where an operand begins, is something else than a name. */
  static boolean isOperandWord(Token token) {
    return token.kind() == Kind.WORD && OPERANDS.contains(token.word());
  }

  /** Whether a name follows, for a word that is a keyword only in front of one. */
  static boolean isNameBehindWindowWord(Token token) {
    return token.isWord("OVER")
        || token.isWord("WINDOW")
        || (isNameOrText(token) && !token.isWord("INDEXED"));
  }
}
