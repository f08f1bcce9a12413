package dev.rhei.sql;

/** What the parser makes of a text: a query or an error, the other being null. */
record Reading(Query query, String error) {
  static Reading of(String sql) {
    try {
      return new Reading(SqlParser.parse(sql), null);
    } catch (SqlSyntaxException e) {
      return new Reading(null, e.getMessage());
    }
  }
}
