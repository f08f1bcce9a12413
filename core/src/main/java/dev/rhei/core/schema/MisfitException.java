package dev.rhei.core.schema;

/**
 * A stored value does not fit the mirrored type of its column. The value is never coerced: the
 * column is typed anew, or the table leaves the copy with this message as its reason.
 */
public final class MisfitException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A misfit described for the table's status. */
  public MisfitException(String message) {
    super(message, null, false, false);
  }
}
