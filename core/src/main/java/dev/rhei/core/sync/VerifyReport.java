package dev.rhei.core.sync;

import dev.rhei.core.schema.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison of the copy with the database found.
 *
 * @param sequence the position of the log at which both were compared
 * @param elapsed how long it took, a repair included
 * @param tables the tables, compared or not
 */
public record VerifyReport(long sequence, Duration elapsed, List<TableVerification> tables) {
  /** Copies the list. */
  public VerifyReport {
    tables = List.copyOf(tables);
  }

  /** Whether every table was compared and nothing differed. */
  public boolean isClean() {
    return tables.stream().allMatch(TableVerification::isClean);
  }

  /** The findings of one table; empty if it is not among them. */
  public Optional<TableVerification> table(String name) {
    return tables.stream().filter(t -> Identifier.same(t.table(), name)).findFirst();
  }
}
