package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import dev.rhei.sql.From;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a join: a source, or several in parentheses; and how it is joined to those before it.
 *
 * @param sources what columns can be qualified with
 * @param visible the columns that can be named without a qualifier
 * @param kind of the join to those before it
 * @param using folded names of the columns that the join merges
 */
record Operand(
    List<Source> sources, List<SourceColumn> visible, From.Kind kind, List<String> using) {
  Operand {
    sources = List.copyOf(sources);
    visible = List.copyOf(visible);
    using = List.copyOf(using);
  }

  static Operand of(Source source, From.Kind kind) {
    return new Operand(List.of(source), source.columns(), kind, List.of());
  }

  Operand joined(From.Kind as, List<String> merging) {
    return new Operand(sources, visible, as, merging);
  }

  @Nullable SourceColumn named(String folded) {
    for (SourceColumn column : visible) {
      if (column.isNamed(folded)) {
        return column;
      }
    }
    return null;
  }

  private boolean mayLackRows() {
    return kind == From.Kind.RIGHT || kind == From.Kind.FULL;
  }

  /**
   * The column that a bare name means among these operands: the leftmost, where USING merged it, or
   * what a RIGHT or FULL JOIN makes of it. Null if there is none.
   */
  static @Nullable SourceColumn find(List<Operand> operands, String folded) {
    SourceColumn found = null;
    for (Operand operand : operands) {
      SourceColumn column = operand.named(folded);
      if (column == null) {
        continue;
      }
      if (found == null || (operand.using.contains(folded) && operand.kind == From.Kind.RIGHT)) {
        found = column;
      } else {
        Refusal.unless(
            operand.using.contains(folded), "the name '" + folded + "', which is ambiguous");
        found = operand.kind == From.Kind.FULL ? either(found, column) : found;
      }
    }
    return found;
  }

  private static SourceColumn either(SourceColumn left, SourceColumn right) {
    return new SourceColumn(
        left.name(), Conditionals.coalesce(List.of(left.typed(), right.typed())));
  }

  /** The columns that {@code *} means. */
  static List<SourceColumn> all(List<Operand> operands) {
    List<SourceColumn> all = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      List<Operand> later = operands.subList(i + 1, operands.size());
      boolean outer = later.stream().anyMatch(Operand::mayLackRows);
      for (SourceColumn column : operand.visible) {
        String name = Identifier.fold(column.name());
        if (i > 0 && operand.using.contains(name)) {
          continue;
        }
        boolean merged = outer && later.stream().anyMatch(o -> o.using.contains(name));
        SourceColumn found = merged ? find(operands, name) : column;
        all.add(found == null ? column : found);
      }
    }
    return all;
  }
}
