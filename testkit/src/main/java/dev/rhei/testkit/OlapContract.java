package dev.rhei.testkit;

import dev.rhei.core.engine.OlapBackend;
import java.nio.file.Path;

/** What the parts of {@link OlapBackendContract} need of a backend. */
interface OlapContract {
  /** Where a test keeps its copy. */
  Path dir();

  /** Opens the copy in that directory, or reopens what is there. */
  OlapBackend open(Path directory);

  /** Whether Bool, Date, Timestamp and Decimal columns can be stored. */
  default boolean typedColumns() {
    return true;
  }

  /** Whether rows whose key has a NULL can be stored; no source has such rows. */
  default boolean nullKeys() {
    return true;
  }
}
