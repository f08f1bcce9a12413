package dev.rhei.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database that both drivers are asked about. */
final class ComparedTables {
  /** Those whose rows are read by every getter. */
  static final List<String> READ =
      List.of(
          "numbers",
          "declared",
          "texts",
          "blobs",
          "dates_text",
          "dates_number",
          "dates_julian",
          "only_null",
          "no_rows",
          "\"odd name\"");

  private ComparedTables() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql :
          """
          CREATE TABLE numbers (id INTEGER PRIMARY KEY AUTOINCREMENT, i INT, big BIGINT NOT NULL, r REAL, f FLOAT, n NUMERIC, u UNSIGNED BIG INT)
          INSERT INTO numbers VALUES (1, 7, 9223372036854775807, 1.5, 0.1, 2.5, 5), (2, NULL, -9223372036854775808, NULL, NULL, NULL, NULL), (3, 2147483648, 0, 1e300, -0.0, 3, 0), (4, -2147483649, 1, 123456789012345678, 1e-7, 1e15, 127)
          CREATE TABLE declared (id INTEGER PRIMARY KEY, b BOOLEAN, t TINYINT, s SMALLINT, d DECIMAL(10,2), dp DOUBLE PRECISION, v VARCHAR(20), c CHARACTER(3), cl CLOB)
          INSERT INTO declared VALUES (1, 1, 127, 32767, 12.25, 2.5, 'text', 'abc', 'long'), (2, 0, -1, NULL, 7, NULL, NULL, NULL, NULL)
          CREATE TABLE texts (id TEXT PRIMARY KEY NOT NULL, s TEXT NOT NULL DEFAULT 'x', nc NVARCHAR(10)) WITHOUT ROWID
          INSERT INTO texts VALUES ('a', '', '12'), ('b', '🙂 ünï', ' 12.75abc'), ('c', '99999999999999999999', '-5'), ('d', '1e3', 'true'), ('e', '2024-02-29', NULL)
          CREATE TABLE blobs (id INTEGER PRIMARY KEY, b BLOB, bin BINARY)
          INSERT INTO blobs VALUES (1, x'00ff10', x'31'), (2, x'', NULL), (3, x'3132', x'c3bc')
          CREATE TABLE dates_text (id INTEGER PRIMARY KEY, d DATE, ts TIMESTAMP, dt DATETIME)
          INSERT INTO dates_text VALUES (1, '2024-02-29 00:00:00.000', '2024-02-29 13:14:15.016', '1969-12-31 23:59:59.999'), (2, '', 'not a date', NULL), (3, '2024-02-29', '2024-02-29T13:14:15', '13:14:15')
          CREATE TABLE dates_number (id INTEGER PRIMARY KEY, d INTEGER, ts INTEGER)
          INSERT INTO dates_number VALUES (1, 1709210055016, 0), (2, NULL, -1)
          CREATE TABLE dates_julian (id INTEGER PRIMARY KEY, d REAL)
          INSERT INTO dates_julian VALUES (1, 2460369.5), (2, 0.25), (3, NULL)
          CREATE TABLE only_null (id INTEGER PRIMARY KEY, i INT, s TEXT, r REAL, b BLOB)
          INSERT INTO only_null (id) VALUES (1)
          CREATE TABLE no_rows (id INTEGER PRIMARY KEY, a TEXT)
          CREATE TABLE "odd name" (id INTEGER PRIMARY KEY, "a b" INT, "select" TEXT)
          INSERT INTO "odd name" VALUES (1, 2, 'three')
          CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT UNIQUE)
          CREATE TABLE child (id INTEGER PRIMARY KEY, parent INT REFERENCES parent(id) ON DELETE CASCADE, v INT CHECK (v > 0), UNIQUE (parent, v))
          CREATE INDEX child_v ON child (v DESC)
          CREATE VIEW both AS SELECT p.name, c.v FROM parent p JOIN child c ON c.parent = p.id
          CREATE TABLE written (id INTEGER PRIMARY KEY, v)
          """
              .split("\n", -1)) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
    }
  }
}
