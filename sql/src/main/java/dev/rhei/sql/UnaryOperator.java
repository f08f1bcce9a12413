package dev.rhei.sql;

/** Operators in front of one operand. */
public enum UnaryOperator {
  /** NOT. */
  NOT,
  /** {@code -}. */
  MINUS,
  /** {@code +}. */
  PLUS,
  /** {@code ~}. */
  BIT_NOT
}
