package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.TableEvolution;
import java.util.List;

/**
 * What a statement did that changes the schema.
 *
 * @param rows rows it inserted, updated or deleted
 * @param evolutions captured tables that it altered, and whose copies can be altered likewise
 */
public record SchemaChange(long rows, List<TableEvolution> evolutions) {
  /** Copies the list. */
  public SchemaChange {
    evolutions = List.copyOf(evolutions);
  }
}
