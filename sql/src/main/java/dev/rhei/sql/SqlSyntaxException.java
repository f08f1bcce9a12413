package dev.rhei.sql;

/**
 * The text is not a query in SQLite's SQL, or is larger than what is read. Its message says why in
 * a few words, to be put behind "not read: ". Without a stack trace: it is an answer, not a defect.
 */
public final class SqlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  SqlSyntaxException(String message, int position) {
    super(message, null, false, false);
    this.position = position;
  }

  /** Where in the text, in characters from 0. */
  public int position() {
    return position;
  }
}
