package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PatternFunctionsTest {
  private static final long SEED = new Random().nextLong();

  private static final List<String> LIKES =
      List.of(
          "",
          "%",
          "_",
          "__",
          "%%",
          "%_",
          "_%",
          "a",
          "A",
          "abc",
          "ABC",
          "a%",
          "A%c",
          "%b%",
          "a_c",
          "%é%",
          "É",
          "é_",
          "日%",
          "k",
          "%K%",
          "i%",
          "\u212a",
          "İ",
          "s",
          "ſ",
          "1%",
          "%5",
          "1.5",
          "100\\%",
          "a\\_b",
          "\\",
          "%\\%",
          "it's",
          "%'%",
          "x",
          "x%",
          "x_",
          "x_y",
          "%y",
          "%ell%wor%",
          "_ello%",
          "%_o%_",
          "\ufffd",
          "\ufffe",
          "%😀%",
          "a_b",
          "-%",
          "%.0");

  private static final List<String> GLOBS =
      List.of(
          "",
          "*",
          "?",
          "??",
          "**",
          "*?",
          "a",
          "A",
          "a*",
          "*c",
          "a?c",
          "[a-c]*",
          "[^a-c]*",
          "[A-Za-z]*",
          "*[0-9]*",
          "[]]",
          "[]a]*",
          "[^]]*",
          "[a",
          "[",
          "[]",
          "[^]",
          "[^",
          "a[",
          "[a-]*",
          "[-a]*",
          "[--/]*",
          "[z-a]*",
          "[^z-a]",
          "[é]*",
          "[日-本]*",
          "[!a]*",
          "a\\b",
          "*\\*",
          "100%",
          "a_b",
          "*'*",
          "x",
          "x*",
          "x?",
          "*y",
          "[^x]*",
          "*[^y]",
          "?[b]?",
          "[a][b][c]",
          "*[ ]*",
          "[*]",
          "[?]",
          "[[]",
          "*é*",
          "\ufffd",
          "[\ufffe]",
          "[a-\uffff]*",
          "[^\ufffd]",
          "[]-a]",
          "[a]-c]",
          "[^^]",
          "[a^]*",
          "*ell*wor*");

  private static List<Object> subjects() {
    List<Object> subjects = new ArrayList<>(Samples.TEXTS);
    subjects.addAll(
        List.of(
            "a\\b", "100%", "%", "_", "]", "[", "-", "^", "a-c", "K\u212a", "\u212a", "İ", "i",
            "\ufffd", "\ufffe", "\uffff", "*", "?", "a]", "\u0000", "a\u0000", "日本", "本", "É", "B",
            "é"));
    return subjects;
  }

  @Test
  void everyPatternOnEveryTextIsSqlites() throws Exception {
    List<Object> subjects = subjects();
    subjects.add(null);
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(Samples.pairs(subjects, Samples.withNull(LIKES)));
      engines.sameCondition("a LIKE b", PatternFunctions.like(columns.get(0), columns.get(1)));
      engines.sameCondition(
          "a LIKE b ESCAPE '\\'",
          PatternFunctions.like(columns.get(0), columns.get(1), Term.literal("\\")));
      columns = engines.rows(Samples.pairs(subjects, Samples.withNull(GLOBS)));
      engines.sameCondition("a GLOB b", PatternFunctions.glob(columns.get(0), columns.get(1)));
    }
  }

  @Test
  void everyLiteralPatternIsSqlites() throws Exception {
    List<Object> subjects = subjects();
    subjects.add(null);
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(subjects).get(0);
      for (Term x : List.of(a, Term.text("(a)"))) { // written once
        for (String pattern : LIKES) {
          String quoted = "'" + pattern.replace("'", "''") + "'";
          engines.sameCondition(
              "a LIKE " + quoted, PatternFunctions.like(x, Term.literal(pattern)));
          for (String escape : List.of("\\", "_", "%", "a", "日")) {
            engines.sameCondition(
                "a LIKE " + quoted + " ESCAPE '" + escape + "'",
                PatternFunctions.like(x, Term.literal(pattern), Term.literal(escape)));
          }
        }
        for (String pattern : GLOBS) {
          engines.sameCondition(
              "a GLOB '" + pattern.replace("'", "''") + "'",
              PatternFunctions.glob(x, Term.literal(pattern)));
        }
      }
    }
  }

  @Test
  void valuesOfEveryClassAreTakenAsText() throws Exception {
    List<Object> values = new ArrayList<>(Samples.all());
    values.removeIf(value -> value instanceof byte[] blob && blob.length > 0 && blob[0] < 0);
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(values).get(0);
      for (String pattern : List.of("1%", "%.0", "%C%", "%e+%", "i_f", "4_")) {
        engines.sameCondition(
            "a LIKE '" + pattern + "'", PatternFunctions.like(a, Term.literal(pattern)));
      }
      engines.sameCondition("a GLOB '*[1-4]'", PatternFunctions.glob(a, Term.literal("*[1-4]")));
      engines.sameCondition("'15' LIKE a", PatternFunctions.like(Term.literal("15"), a));
    }
  }

  @Test
  void randomPatternsAreSqlites() throws Exception {
    random(1);
  }

  @Test
  @Tag("long")
  void manyRandomPatternsAreSqlites() throws Exception {
    random(60);
  }

  private static void random(int rounds) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    try (BothEngines engines = new BothEngines()) {
      for (int round = 0; round < rounds; round++) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
          rows.add(
              new Object[] {
                text(random, "abABé]-^"), text(random, "aAbé%_%_\\"), text(random, "abé*?[]^-*[]")
              });
        }
        List<Term> columns = engines.rows(rows);
        Term a = columns.get(0);
        engines.sameCondition("a LIKE b", PatternFunctions.like(a, columns.get(1)));
        engines.sameCondition(
            "a LIKE b ESCAPE '\\'", PatternFunctions.like(a, columns.get(1), Term.literal("\\")));
        engines.sameCondition("a GLOB c", PatternFunctions.glob(a, columns.get(2)));
        a = engines.rows(rows.subList(0, 500)).get(0);
        for (int i = 0; i < 100; i++) {
          String like = text(random, "aAbéB%_%_\\");
          engines.sameCondition(
              "a LIKE '" + like + "'", PatternFunctions.like(a, Term.literal(like)));
          String glob = text(random, "abé*?[]^-*[]");
          engines.sameCondition(
              "a GLOB '" + glob + "'", PatternFunctions.glob(a, Term.literal(glob)));
        }
      }
    }
  }

  private static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** What the choice of ILIKE rests on. */
  @Test
  void onlyTwoCharactersFoldIntoAscii() throws Exception {
    String letters = "abcdefghijklmnopqrstuvwxyz";
    StringBuilder any = new StringBuilder("false");
    for (int i = 0; i < letters.length(); i++) {
      any.append(" OR chr(c) ILIKE '").append(letters.charAt(i)).append("'");
    }
    try (BothEngines engines = new BothEngines();
        Statement statement = engines.duckDb().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT string_agg(c, ' ' ORDER BY c) FROM (SELECT CAST(range AS INTEGER) AS c FROM range(128, 1114112)"
                    + " WHERE range NOT BETWEEN 55296 AND 57343) WHERE "
                    + any)) {
      result.next();
      assertThat(result.getString(1)).isEqualTo(0x130 + " " + 0x212a);
    }
  }

  @Test
  void anEscapeIsOneCharacter() throws Exception {
    assertThatThrownBy(
            () -> PatternFunctions.like(Term.text("a"), Term.literal("a"), Term.literal("ab")))
        .isInstanceOf(LeftToSqlite.class);
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(List.of("a", "ab", "", "é")).get(0);
      engines.sameCondition(
          "'x' LIKE 'x' ESCAPE a", PatternFunctions.like(Term.literal("x"), Term.literal("x"), a));
    }
  }
}
