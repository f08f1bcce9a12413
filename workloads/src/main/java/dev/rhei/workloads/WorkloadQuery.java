package dev.rhei.workloads;

import java.util.List;

/**
 * A query in SQLite's SQL.
 *
 * @param name short, and no other query's
 * @param sql the text
 * @param parameters in the order of its placeholders
 */
public record WorkloadQuery(String name, String sql, List<Object> parameters) {
  /** Copies the list. */
  public WorkloadQuery {
    parameters = List.copyOf(parameters);
  }

  @Override
  public String toString() {
    return name;
  }
}
