package dev.rhei.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a query on its way to the copy's dialect. */
public sealed interface Translation {
  /**
   * The copy gives SQLite's answer to this.
   *
   * @param sql in the backend's dialect
   * @param columns labels and kinds of the result, in order
   * @param parameters for each placeholder of {@code sql} the position, from 0, of the caller's
   *     parameter
   * @param labelsFromSqlite whether SQLite has to be asked for the labels: it makes some up that
   *     nothing in the statement says (it need not run the query for that)
   * @param inVisitOrder whether it takes SQLite to come by the rows of a table in the order of its
   *     key: so it does unless it reads an index
   * @param readsViews whether the translation holds only as long as SQLite's views are the same
   */
  record Translated(
      String sql,
      List<OutputColumn> columns,
      List<Integer> parameters,
      boolean labelsFromSqlite,
      boolean inVisitOrder,
      boolean readsViews)
      implements Translation {
    /** Copies the lists. */
    public Translated {
      columns = List.copyOf(columns);
      parameters = List.copyOf(parameters);
    }

    /** A translation that holds as long as the tables are the same, with labels of its own. */
    public Translated(String sql, List<OutputColumn> columns, List<Integer> parameters) {
      this(sql, columns, parameters, false, false, false);
    }

    /** The same with these labels, in order. */
    public Translated withLabels(List<String> labels) {
      List<OutputColumn> labelled = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        OutputColumn column = columns.get(i);
        labelled.add(new OutputColumn(labels.get(i), column.kind(), column.integerFlag()));
      }
      return new Translated(sql, labelled, parameters, false, inVisitOrder, readsViews);
    }
  }

  /**
   * The copy cannot be shown to give SQLite's answer.
   *
   * @param reason in words, for {@code explain}
   * @param unknownTable the table that is neither on the copy nor a view that was given; null if
   *     that is not the reason
   */
  record Refused(String reason, @Nullable String unknownTable) implements Translation {
    /** A refusal for another reason than an unknown table. */
    public Refused(String reason) {
      this(reason, null);
    }
  }

  /**
   * A column of a translated query.
   *
   * @param label as SQLite would label it
   * @param kind what its values are
   * @param integerFlag for NUMERIC, the position of a further result column, after those announced,
   *     that tells by a BOOLEAN whether a value is an integer; -1 if exactly the integral values
   *     are, and for all other kinds
   */
  record OutputColumn(String label, ValueKind kind, int integerFlag) {
    /** A column whose values need no flag. */
    public OutputColumn(String label, ValueKind kind) {
      this(label, kind, -1);
    }
  }
}
