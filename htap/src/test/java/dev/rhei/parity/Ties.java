package dev.rhei.parity;

import dev.rhei.parity.SqlTokens.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether an answer differs from SQLite's only in what the query leaves open: the order of rows
 * that are equal under ORDER BY, and which of them a LIMIT lets through. SQLite itself tells which
 * rows are equal: it ranks all rows of the query by its terms.
 */
final class Ties {
  private static final Pattern DIRECTION =
      Pattern.compile(
          "(?is)(?<core>.*?)(?<rest>(\\s+COLLATE\\s+\\S+)*(\\s+(ASC|DESC))?(\\s+NULLS\\s+\\w+)?\\s*)");

  private final Oracle oracle;
  private final Outermost query;
  private final List<Object> parameters;

  Ties(Oracle oracle, String sql, List<Object> parameters) {
    this.oracle = oracle;
    this.query = Outermost.of(sql);
    this.parameters = parameters;
  }

  boolean allow(Answer expected, Answer actual) {
    if (!expected.labels().equals(actual.labels())
        || expected.rows().size() != actual.rows().size()) {
      return false;
    }
    try {
      Optional<String> ranking = ranking(expected.labels());
      if (ranking.isEmpty()) {
        return false;
      }
      List<List<Object>> ranked = oracle.ask(ranking.get(), parameters).rows();
      return fits(ranked, offset(), actual);
    } catch (SQLException e) {
      return false; // the query cannot be ranked in this simple way
    }
  }

  /** All rows in order, whatever the limit, each with its rank behind it. */
  private Optional<String> ranking(List<String> labels) {
    List<String> keys = new ArrayList<>();
    List<String> terms = new ArrayList<>();
    for (String term : query.orderTerms()) {
      var matcher = DIRECTION.matcher(term.strip());
      if (!matcher.matches() || term.contains("?")) {
        return Optional.empty();
      }
      String column = column(matcher.group("core"), labels);
      if (column.isEmpty()) {
        keys.add(matcher.group("core"));
        column = "k" + keys.size();
      }
      terms.add(column + matcher.group("rest"));
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= labels.size(); i++) {
      names.add("c" + i);
    }
    for (int i = 1; i <= keys.size(); i++) {
      names.add("k" + i);
    }
    String columns = String.join(", ", names.subList(0, labels.size()));
    String rank =
        terms.isEmpty() ? "1" : "dense_rank() OVER (ORDER BY " + String.join(", ", terms) + ")";
    return query
        .body(keys)
        .map(
            body ->
                "WITH _ranked("
                    + String.join(", ", names)
                    + ") AS ("
                    + body
                    + "\n) SELECT "
                    + columns
                    + ", "
                    + rank
                    + " FROM _ranked ORDER BY "
                    + (labels.size() + 1));
  }

  /** The result column that a term of ORDER BY names; empty if it is an expression. */
  private static String column(String term, List<String> labels) {
    List<Token> tokens = SqlTokens.of(term);
    if (tokens.size() != 1) {
      return "";
    }
    String text = tokens.get(0).text();
    if (text.matches("[0-9]{1,4}")) {
      return "c" + text;
    }
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).equalsIgnoreCase(tokens.get(0).name())) {
        return "c" + (i + 1);
      }
    }
    return "";
  }

  private int offset() throws SQLException {
    Object offset =
        oracle
            .ask("SELECT CAST((" + query.offset() + ") AS INTEGER)", List.of())
            .rows()
            .get(0)
            .get(0);
    return offset instanceof Integer rows ? Math.max(0, rows) : 0;
  }

  private static boolean fits(List<List<Object>> ranked, int offset, Answer actual) {
    Map<Object, Map<List<Object>, Integer>> left = new HashMap<>();
    for (List<Object> row : ranked) {
      int width = row.size() - 1;
      left.computeIfAbsent(row.get(width), rank -> new HashMap<>())
          .merge(row.subList(0, width), 1, Integer::sum);
    }
    if (offset + actual.rows().size() > ranked.size()) {
      return false;
    }
    for (int i = 0; i < actual.rows().size(); i++) {
      List<Object> there = ranked.get(offset + i);
      Integer count =
          left.get(there.get(there.size() - 1)).merge(actual.rows().get(i), -1, Integer::sum);
      if (count == null || count < 0) {
        return false;
      }
    }
    return true;
  }
}
