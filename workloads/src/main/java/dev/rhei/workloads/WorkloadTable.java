package dev.rhei.workloads;

import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A table and what is in it.
 *
 * @param name of the table
 * @param create the statement that makes it
 * @param rows at least one, and the same each time they are gone through
 */
public record WorkloadTable(String name, String create, Iterable<@Nullable Object[]> rows) {
  private static final String START = "CREATE TABLE ";

  /** The table that the statement makes. */
  static WorkloadTable of(String create, Iterable<@Nullable Object[]> rows) {
    String name = create.substring(START.length(), create.indexOf(" ("));
    return new WorkloadTable(name, create, rows);
  }

  /** The statement that writes one row. */
  public String insert() {
    int columns = rows.iterator().next().length;
    String places = String.join(", ", Collections.nCopies(columns, "?"));
    return "INSERT INTO " + name + " VALUES (" + places + ")";
  }
}
