package dev.rhei.sql;

/** Operators between two operands, with the name of each in SQL. */
public enum BinaryOperator {
  /** OR. */
  OR("OR"),
  /** AND. */
  AND("AND"),
  /** {@code =} and {@code ==}. */
  EQUAL("="),
  /** {@code <>} and {@code !=}. */
  NOT_EQUAL("<>"),
  /** IS, and IS NOT DISTINCT FROM. */
  IS("IS"),
  /** IS NOT, and IS DISTINCT FROM. */
  IS_NOT("IS NOT"),
  /** {@code <}. */
  LESS("<"),
  /** {@code <=}. */
  LESS_EQUAL("<="),
  /** {@code >}. */
  GREATER(">"),
  /** {@code >=}. */
  GREATER_EQUAL(">="),
  /** {@code &}. */
  BIT_AND("&"),
  /** {@code |}. */
  BIT_OR("|"),
  /** {@code <<}. */
  SHIFT_LEFT("<<"),
  /** {@code >>}. */
  SHIFT_RIGHT(">>"),
  /** {@code +}. */
  ADD("+"),
  /** {@code -}. */
  SUBTRACT("-"),
  /** {@code *}. */
  MULTIPLY("*"),
  /** {@code /}. */
  DIVIDE("/"),
  /** {@code %}. */
  REMAINDER("%"),
  /** {@code ||}. */
  CONCAT("||"),
  /** {@code ->}. */
  ARROW("->"),
  /** {@code ->>}. */
  LONG_ARROW("->>");

  private final String symbol;

  BinaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /** As it is written in SQL. */
  public String symbol() {
    return symbol;
  }
}
