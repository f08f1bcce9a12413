package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.Query;
import dev.rhei.sql.SqlParser;
import dev.rhei.sql.SqlSyntaxException;

/** Views as common tables: their definition is the text of CREATE VIEW. */
final class ViewDefinitions {
  private ViewDefinitions() {}

  static Query.CommonTable parse(String createView) {
    try {
      return SqlParser.parseView(createView);
    } catch (SqlSyntaxException e) {
      throw new Refusal("a view that is not read: " + e.getMessage());
    }
  }
}
