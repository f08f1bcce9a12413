package dev.rhei.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteAffinityTest {
  /** The examples of sqlite.org, "Datatypes In SQLite", section 3.1.1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "INT|INTEGER",
        "TINYINT|INTEGER",
        "UNSIGNED BIG INT|INTEGER",
        "INT8|INTEGER",
        "CHARACTER(20)|TEXT",
        "VARCHAR(255)|TEXT",
        "NATIVE CHARACTER(70)|TEXT",
        "NVARCHAR(100)|TEXT",
        "CLOB|TEXT",
        "BLOB|BLOB",
        "-|BLOB",
        "''|BLOB",
        "REAL|REAL",
        "DOUBLE PRECISION|REAL",
        "FLOAT|REAL",
        "NUMERIC|NUMERIC",
        "DECIMAL(10,5)|NUMERIC",
        "BOOLEAN|NUMERIC",
        "DATE|NUMERIC",
        "DATETIME|NUMERIC",
        "FLOATING POINT|INTEGER",
        "CHARINT|INTEGER",
        "STRING|NUMERIC"
      })
  void followsTheDeclaredType(String declared, SqliteAffinity affinity) {
    assertThat(SqliteAffinity.of(declared)).isEqualTo(affinity);
  }
}
