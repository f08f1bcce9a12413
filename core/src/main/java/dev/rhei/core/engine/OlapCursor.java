package dev.rhei.core.engine;

/** Rows of the copy, all as of one position of the log. */
public interface OlapCursor extends RowCursor {
  /** The position: every change up to it is seen, none after it. */
  long appliedThrough();
}
