package dev.rhei.core.statistics;

import dev.rhei.core.schema.Identifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one table. Immutable.
 *
 * @param rows about how many rows it has
 * @param indexes of SQLite, in any order
 * @param spreads of columns, by folded name; those not measured are missing
 */
public record TableStatistics(
    long rows, List<IndexStatistics> indexes, Map<String, ColumnSpread> spreads) {
  /** Copies the collections and folds the names. */
  public TableStatistics {
    indexes = List.copyOf(indexes);
    Map<String, ColumnSpread> folded = new HashMap<>();
    spreads.forEach((name, spread) -> folded.put(Identifier.fold(name), spread));
    spreads = Map.copyOf(folded);
  }

  /** The index of that name. */
  public Optional<IndexStatistics> index(String name) {
    return indexes.stream().filter(i -> Identifier.same(i.name(), name)).findFirst();
  }

  /** How a column's values are spread, if that was measured. */
  public Optional<ColumnSpread> spread(String column) {
    return Optional.ofNullable(spreads.get(Identifier.fold(column)));
  }
}
