package dev.rhei.core.engine;

/** What to do in a transaction: returning commits, throwing rolls back. */
@FunctionalInterface
public interface TransactionBody<T, X extends Exception> {
  /** Runs on the calling thread, once. */
  T run(OltpTransaction transaction) throws X;
}
