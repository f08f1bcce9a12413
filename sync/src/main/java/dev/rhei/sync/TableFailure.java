package dev.rhei.sync;

import dev.rhei.core.error.HtapException;

/** A cycle failed while it worked on one table, which may be what is wrong. */
final class TableFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String table;
  private final HtapException failure;

  TableFailure(String table, HtapException failure) {
    super(failure);
    this.table = table;
    this.failure = failure;
  }

  String table() {
    return table;
  }

  HtapException failure() {
    return failure;
  }
}
