package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextFunctionsTest {
  private static final long SEED = new Random().nextLong();

  static Stream<List<?>> everyClass() {
    return Stream.of(
        Samples.withNull(Samples.INTEGERS),
        Samples.withNull(Samples.REALS),
        Samples.withNull(Samples.TEXTS),
        Samples.withNull(Samples.BLOBS),
        Samples.all());
  }

  @ParameterizedTest
  @MethodSource("everyClass")
  void functionsOfOneValueAreSqlites(List<?> values) throws Exception {
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(values).get(0);
      for (Term x : List.of(a, new Term("(" + a.sql() + ")", a.form(), null))) { // written once
        engines.compare("upper(a)", TextFunctions.upper(x));
        engines.compare("lower(a)", TextFunctions.lower(x));
        engines.same("length(a)", TextFunctions.length(x));
        engines.same("octet_length(a)", TextFunctions.octetLength(x));
        engines.same("hex(a)", TextFunctions.hex(x));
        engines.compare("unhex(a)", TextFunctions.unhex(x));
        engines.compare("unhex(a, ' -é')", TextFunctions.unhex(x, Term.literal(" -é")));
        engines.compare("unicode(a)", TextFunctions.unicode(x));
        engines.same("quote(a)", TextFunctions.quote(x));
        engines.same("typeof(a)", TextFunctions.typeOf(x));
        engines.compare("trim(a)", TextFunctions.trim(x));
        engines.compare("ltrim(a)", TextFunctions.leftTrim(x));
        engines.compare("rtrim(a)", TextFunctions.rightTrim(x));
        engines.compare("a || '!'", TextFunctions.concatenate(x, Term.literal("!")));
        engines.compare("substr(a, 2)", TextFunctions.substr(x, Term.literal(2L)));
        engines.compare(
            "substr(a, -3, 2)", TextFunctions.substr(x, Term.literal(-3L), Term.literal(2L)));
        engines.compare(
            "substr(a, 1, 9223372036854775807)",
            TextFunctions.substr(x, Term.literal(1L), Term.literal(Long.MAX_VALUE)));
        engines.compare("char(a, 66)", TextFunctions.character(List.of(x, Term.literal(66L))));
        engines.compare(
            "replace(a, 'a', 'xyz')",
            TextFunctions.replace(x, Term.literal("a"), Term.literal("xyz")));
        engines.compare(
            "replace(a, '', 'xyz')",
            TextFunctions.replace(x, Term.literal(""), Term.literal("xyz")));
        engines.compare("trim(a, 'aé1')", TextFunctions.trim(x, Term.literal("aé1")));
      }
    }
  }

  @Test
  void functionsOfTwoValuesAreSqlites() throws Exception {
    List<Object> some = new ArrayList<>(Samples.TEXTS);
    some.addAll(List.of("ab", "ba", "aa", "lo", "é日", "\u0000", "\u0000y", "l"));
    List<List<?>> seconds =
        List.of(Samples.withNull(some), Samples.withNull(Samples.BLOBS), Samples.some());
    for (List<?> first : List.of(Samples.withNull(some), Samples.some())) {
      for (List<?> second : seconds) {
        try (BothEngines engines = new BothEngines()) {
          List<Term> columns = engines.rows(Samples.pairs(first, second));
          Term a = columns.get(0);
          Term b = columns.get(1);
          engines.compare("instr(a, b)", TextFunctions.instr(a, b));
          engines.compare("trim(a, b)", TextFunctions.trim(a, b));
          engines.compare("ltrim(a, b)", TextFunctions.leftTrim(a, b));
          engines.compare("rtrim(a, b)", TextFunctions.rightTrim(a, b));
          engines.compare("replace(a, b, 'x')", TextFunctions.replace(a, b, Term.literal("x")));
          engines.compare(
              "replace('say hello', b, a)", TextFunctions.replace(Term.literal("say hello"), b, a));
          engines.compare("concat(a, b)", TextFunctions.concat(List.of(a, b)));
          engines.compare(
              "concat_ws(a, b, 'x', NULL)",
              TextFunctions.concatWithSeparator(a, List.of(b, Term.literal("x"), Term.nothing())));
          engines.compare("a || b", TextFunctions.concatenate(a, b));
          engines.compare("unhex(a, b)", TextFunctions.unhex(a, b));
        }
      }
    }
  }

  @Test
  void partsAreSqlites() throws Exception {
    Random random = new Random(SEED);
    System.out.println("seed " + SEED);
    for (List<?> values : List.of(Samples.TEXTS, Samples.BLOBS, Samples.INTEGERS, Samples.all())) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (int i = 0; i < 6_000; i++) {
        rows.add(
            new Object[] {
              values.get(random.nextInt(values.size())),
              (long) random.nextInt(26) - 13,
              (long) random.nextInt(26) - 13
            });
      }
      try (BothEngines engines = new BothEngines()) {
        List<Term> columns = engines.rows(rows);
        engines.compare("substr(a, b)", TextFunctions.substr(columns.get(0), columns.get(1)));
        engines.compare(
            "substr(a, b, c)",
            TextFunctions.substr(columns.get(0), columns.get(1), columns.get(2)));
      }
    }
  }

  @Test
  void zerosAreSqlites() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(List.of(0L, 1L, 5L, -3L, "2", "x", 3.7)).get(0);
      engines.same("zeroblob(a)", TextFunctions.zeroBlob(a));
      engines.same("zeroblob(NULL)", TextFunctions.zeroBlob(Term.nothing()));
    }
  }

  @Test
  void callsInCallsDoNotGrowBeyondMeasure() {
    Term x = Term.text("t.x");
    for (int i = 0; i < 20; i++) {
      x =
          TextFunctions.lower(
              TextFunctions.substr(
                  TextFunctions.upper(x),
                  Term.literal(1L),
                  TextFunctions.length(Term.text("t.x"))));
      x = DateFunctions.date(List.of(x));
      x = Casts.text(MathFunctions.round(MathFunctions.sqrt(x), Term.literal(2L)));
    }
    assertThat(x.sql()).hasSizeLessThan(40_000);
  }
}
