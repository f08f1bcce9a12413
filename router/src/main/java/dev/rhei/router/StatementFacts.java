package dev.rhei.router;

import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.sql.Query;
import dev.rhei.sql.SqlParser;
import dev.rhei.sql.SqlSyntaxException;
import dev.rhei.sql.SqlVerb;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's text alone says about it.
 *
 * @param kind what sort of statement it is
 * @param query what is known of a query that was read; else null
 * @param unread why a query was not read; empty if it was, or is none
 */
record StatementFacts(StatementKind kind, @Nullable QueryFacts query, String unread) {
  /**
   * Facts about any text; never fails. Only queries are read, and only those of usual size.
   *
   * @param live whose views are looked into
   */
  static StatementFacts of(String sql, SchemaRegistry live) {
    StatementKind kind = StatementKind.ofVerb(SqlVerb.of(sql));
    if (kind != StatementKind.QUERY) {
      return new StatementFacts(kind, null, "");
    }
    try {
      Query query = SqlParser.parse(sql);
      return new StatementFacts(kind, FactCollector.collect(query, live), "");
    } catch (SqlSyntaxException e) {
      return new StatementFacts(kind, null, String.valueOf(e.getMessage()));
    }
  }
}
