package dev.rhei.sql;

/** Operators that match a text with a pattern. */
public enum MatchOperator {
  /** LIKE. */
  LIKE,
  /** GLOB. */
  GLOB,
  /** REGEXP, which is the application's to define. */
  REGEXP,
  /** MATCH, of full-text search. */
  MATCH
}
