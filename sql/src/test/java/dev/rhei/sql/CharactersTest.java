package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is cut into tokens where SQLite cuts it, and each token has the value it has there. */
class CharactersTest {
  private static final String[] ALPHABETS = {
    "0123456789xX_.eE+-aF ", // numbers
    "01_.e", // numbers
    "?:@$#0123ab:()* ,", // parameters
    "'\"[]`x0 a,", // quotes
    "-/*\n a1,", // comments
    "<>=!|&~-+*/%1 ", // operators
    " \t\n\f\r\u000B\uFEFFa1,", // blanks
    "\u00A0\u00E9\u0130\u0131\u017F\u2028\uD83D\uDE00aIs $_", // letters, all there are behind ASCII
    " !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\u0001\u0007\u007F\u0080\u00FF\u3000"
  };

  @Test
  void tokensOfRandomCharacters() throws Exception {
    run(1, 12_000);
  }

  @Tag("long")
  @Test
  void tokensOfRandomCharactersForLong() throws Exception {
    run(System.nanoTime(), 300_000);
  }

  private static void run(long seed, int cases) throws Exception {
    Comparison comparison = new Comparison();
    try (Sqlite sqlite = new Sqlite("CREATE TABLE t(a, x)", "INSERT INTO t VALUES (1, 'x')")) {
      Random random = new Random(seed);
      for (int i = 0; i < cases; i++) {
        String alphabet = ALPHABETS[i % ALPHABETS.length];
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder sql = new StringBuilder(random.nextInt(8) == 0 ? "SELECT" : "SELECT ");
        for (int length = 1 + random.nextInt(7); length > 0; length--) {
          sql.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        sql.append(random.nextBoolean() ? "" : " FROM t");
        comparison.check(sqlite, "characters", sql.toString());
      }
    }
    comparison.report("random characters, seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "007",
        "1.5",
        ".5",
        "5.",
        "5.e1",
        "1e5",
        "1E+5",
        "1e-5",
        "1e05",
        "0x1F",
        "0XfF",
        "1_000",
        "1_0.2_5e1_0",
        "0x1_F",
        "0x7fffffffffffffff",
        "0x8000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "0e",
        "1e",
        "1e+",
        "1__0",
        "_1",
        "1_",
        "1_.5",
        "1._5",
        "0x",
        "0xg",
        "0x_1",
        "0x1__2",
        "1a",
        "1$",
        "1.5.5",
        "1é",
        "0x1e_1",
        "1.e",
        "1_e5",
        "1e5_",
        "0x10000000000000000",
        ". 5",
        "- - 5"
      })
  void numbers(String number) throws Exception {
    same("SELECT " + number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "'a''b'",
        "''''",
        "'a\"b'",
        "'\n'",
        "x''",
        "X'00fF'",
        "x'0'",
        "x'0g'",
        "x'00''11'",
        "x '00'",
        "ax'00'",
        "'",
        "'a",
        "'a''",
        "\"a",
        "`a",
        "[a",
        "x'00",
        "\"\"",
        "\"a\"\"b\"",
        "`a``b`",
        "[a]]",
        "[a\"b]",
        "\"q\"",
        "[q]",
        "`q`",
        "'q'.x",
        "\"t\".\"x\"",
        "'t'.'x'",
        "`t`.[x]",
        "'\\'",
        "x'00'x'11'",
        "'a' 'b'",
        "[]",
        "``"
      })
  void quotes(String quoted) throws Exception {
    same("SELECT " + quoted + " FROM t");
    same("SELECT 1 AS " + quoted);
    same("SELECT 1 " + quoted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 -- c",
        "SELECT 1 -- c\n, 2",
        "SELECT 1 --\n--\n, 2",
        "SELECT /**/ 1",
        "SELECT 1 /*",
        "SELECT 1 /* *",
        "SELECT 1 /*/",
        "SELECT 1 /*/ */, 2",
        "SELECT 1 /",
        "SELECT 4/*c*//2",
        "SELECT 4 - -2",
        "SELECT 4 --2",
        "SELECT 4-/**/-2",
        "SELECT/**/1",
        "-- c\nSELECT 1",
        "/* ; */ SELECT 1;",
        ";;SELECT 1",
        "SELECT 1;;",
        "SELECT 1; -- c",
        "SELECT 1;/*c*/;",
        "SELECT '--', \"/*\" FROM t",
        "SELECT 1 -- '\n",
        "SELECT 1 # c",
        "SELECT 1 -- \r, 2",
        "\uFEFFSELECT 1",
        "SELECT\uFEFF1",
        "SELECT \u000B1",
        "SELECT\u000B1",
        "SELECT 1 \u000B",
        "SELECT /**/\u000B1",
        "SELECT\u00A01",
        "SELECT {d '2000-01-01'}",
        "SELECT 1 \\",
        "SELECT 1^2"
      })
  void comments(String sql) throws Exception {
    same(sql);
  }

  @Test
  void lettersOfOtherAlphabetsMakeNoKeywords() {
    assertThat(Reading.of("\u017FELECT 1").error()).isEqualTo("not a query"); // a long s
    assertThat(Reading.of("SELECT 1 \u0131s 2").error()).startsWith("at '"); // i without a dot
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT 1\0", "SELECT '\0'", "SELECT 1 /* \0", "SELECT \uD83D", "SELECT '\uDE00'"})
  void whatTheDriverWouldNotPassOnIsNotRead(String sql) {
    assertThat(Reading.of(sql).query()).isNull();
  }

  private static void same(String sql) throws Exception {
    try (Sqlite sqlite = new Sqlite("CREATE TABLE t(a, x)", "INSERT INTO t VALUES (1, 'x')")) {
      Comparison comparison = new Comparison();
      comparison.check(sqlite, "characters", sql);
      comparison.assertNone();
    }
  }
}
