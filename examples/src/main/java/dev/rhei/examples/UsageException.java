package dev.rhei.examples;

/** The program was called with arguments that it does not know. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
