package dev.rhei.jdbc;

import dev.rhei.core.route.StatementKind;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What statements have made of a connection that JDBC does not know of: a transaction begun in SQL
 * or begun in JDBC and used since, temporary tables, attached databases. In doubt, queries stay on
 * the connection. Used under the connection's monitor.
 */
final class ConnectionState {
  private static final String TRANSACTION = ""; // no savepoint is called so

  private final Deque<String> open = new ArrayDeque<>(); // BEGIN and savepoints, the last one first
  private boolean apart;
  private boolean schemaTouched;
  private boolean used; // by a statement since JDBC's transaction began
  private boolean written; // by something else than a query since then

  /** Whether a query means the same on any other connection now. */
  boolean isPlain() {
    return open.isEmpty() && !apart;
  }

  /** Whether a transaction was begun in SQL. */
  boolean inTransaction() {
    return !open.isEmpty();
  }

  /** A text has been run, or tried, in a transaction that JDBC began. */
  void triedInTransaction(StatementText text) {
    used = true;
    written |= !text.isQuery();
  }

  /** Whether JDBC's transaction has begun in SQLite too. */
  boolean isUsed() {
    return used;
  }

  /** Whether JDBC's transaction may have written. */
  boolean hasWritten() {
    return written;
  }

  void ran(StatementText text) {
    for (StatementText.Step step : text.steps()) {
      apart |= step.setsApart();
      schemaTouched |= step.kind() == StatementKind.DDL;
      if (step.kind() == StatementKind.TRANSACTION) {
        follow(step);
      }
    }
  }

  /** It is not known how far a text got. */
  void failed(StatementText text) {
    if (text.steps().size() > 1) {
      for (StatementText.Step step : text.steps()) {
        apart |= step.setsApart();
        schemaTouched |= step.kind() == StatementKind.DDL;
        if (step.is("BEGIN") || step.is("SAVEPOINT")) {
          follow(step);
        }
      }
    }
  }

  private void follow(StatementText.Step step) {
    String verb = step.words().get(0);
    if (verb.equals("BEGIN")) {
      open.clear();
      open.push(TRANSACTION);
    } else if (verb.equals("SAVEPOINT")) {
      open.push(step.name());
    } else if (verb.equals("RELEASE")) {
      release(step.name());
    } else if (!(verb.equals("ROLLBACK") && step.words().contains("TO"))) {
      open.clear();
    }
  }

  /** Of equal names the innermost is meant; those inside it are released with it. */
  private void release(String name) {
    if (open.contains(name)) {
      while (!open.pop().equals(name)) {}
    }
  }

  /** The transaction that JDBC began is over. */
  void transactionOver() {
    open.clear();
    used = false;
    written = false;
  }

  /** Whether the schema may have changed since this was last asked. */
  boolean takeSchemaTouched() {
    boolean touched = schemaTouched;
    schemaTouched = false;
    return touched;
  }
}
