package dev.rhei.sql;

/**
 * A name as it stands in a statement.
 *
 * @param text without its quotes
 * @param quote the quote around it: {@code "}, {@code `}, {@code [} or {@code '}; NUL for none
 */
public record Name(String text, char quote) {
  /** A name without quotes. */
  public static Name of(String text) {
    return new Name(text, '\0');
  }

  /**
   * Whether SQLite takes it for text where no column has that name: its way out for statements that
   * quote text like names.
   */
  public boolean mayBeText() {
    return quote == '"' || quote == '\'';
  }

  /** The name in the form in which SQLite compares names: ASCII letters in lower case. */
  public String folded() {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return fold();
      }
    }
    return text;
  }

  private String fold() {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return folded.toString();
  }

  /** Whether the other name is the same to SQLite. */
  public boolean is(Name other) {
    return folded().equals(other.folded());
  }

  @Override
  public String toString() {
    return text;
  }
}
