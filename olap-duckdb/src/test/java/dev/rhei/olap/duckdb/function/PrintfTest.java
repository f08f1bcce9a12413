package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PrintfTest {
  private static final long SEED = new Random().nextLong();
  private static final List<String> FORMATS =
      List.of(
          "%d",
          "%i",
          "%u",
          "%x",
          "%X",
          "%o",
          "%#x",
          "%#X",
          "%#o",
          "%r",
          "%p",
          "%5d",
          "%-5d|",
          "%05d",
          "%+d",
          "% d",
          "%,d",
          "%+,d",
          "%012,d",
          "%-012d|",
          "%.5d",
          "%8.5d",
          "%ld",
          "%lld",
          "%f",
          "%.2f",
          "%.0f",
          "%10.3f",
          "%-10.3f|",
          "%010.3f",
          "%+.1f",
          "% .1f",
          "%#.0f",
          "%!f",
          "%!.3f",
          "%!.20f",
          "%,.2f",
          "%.20f",
          "%.30f",
          "%e",
          "%E",
          "%.3e",
          "%#.0e",
          "%!e",
          "%012.3e",
          "%g",
          "%G",
          "%.3g",
          "%.10g",
          "%#g",
          "%!g",
          "%!.17g",
          "%!0.17g",
          "%.0g",
          "%.17g",
          "%s",
          "%10s|",
          "%-10s|",
          "%.2s",
          "%!.2s",
          "%!10s|",
          "%z",
          "%q",
          "%Q",
          "%w",
          "%.3q",
          "%!.3Q",
          "%10Q|",
          "%c",
          "%5c|",
          "%-5c|",
          "%.3c",
          "%6.3c|",
          "%%",
          "%5%|",
          "%y",
          "a%yb",
          "%",
          "a%",
          "%5",
          "%-",
          "%n",
          "%T",
          "%S",
          "%l",
          "%lld%%",
          "100%",
          "",
          "no conversion",
          "%5.",
          "%.",
          "%..2f",
          "%2.3.4d",
          "%0",
          "%-+ 0#!,8.3f|",
          "%s and %d",
          "%é",
          "é%d",
          "%010s|",
          "%,s",
          "%,x",
          "%.1d%.1d");

  @Test
  void everyFormatOfEveryValueIsSqlites() throws Exception {
    for (List<?> values :
        List.of(
            Samples.withNull(Samples.INTEGERS),
            Samples.withNull(Samples.REALS),
            Samples.withNull(Samples.TEXTS),
            Samples.all())) {
      try (BothEngines engines = new BothEngines()) {
        List<Term> columns = engines.rows(Samples.pairs(FORMATS, values));
        int left =
            engines.compare(
                "printf(a, b)", TextFunctions.printf(columns.get(0), columns.subList(1, 2)));
        assertThat(left).isLessThan(values.size() * FORMATS.size() / 20);
      }
    }
  }

  /** Formats that are literals may be taken apart. */
  @Test
  void everyLiteralFormatOfEveryValueIsSqlites() throws Exception {
    Random random = new Random(SEED);
    List<Object> reals = new ArrayList<>(Samples.withNull(Samples.REALS));
    List<Object> integers = new ArrayList<>(Samples.withNull(Samples.INTEGERS));
    for (int i = 0; i < 300; i++) {
      reals.add(random.nextInt(100_000) / 1000.0 - 50);
      integers.add((long) random.nextInt(2_000_000) - 1_000_000);
    }
    List<Object> mixed = new ArrayList<>(Samples.all());
    mixed.removeIf(value -> value instanceof byte[]); // one that is no text fails the whole query
    for (List<?> values : List.of(integers, reals, Samples.withNull(Samples.TEXTS), mixed)) {
      try (BothEngines engines = new BothEngines()) {
        Term a = engines.values(values).get(0);
        for (String format : FORMATS) {
          engines.compare(
              "printf('" + format + "', a)",
              TextFunctions.printf(Term.literal(format), List.of(a)));
        }
        for (String format :
            List.of(
                "%s-%d: %.2f%%|%05d",
                "%.1f%.3f%.6f%.7f%.0f", "%03d%d%s%s", "%8.2f%08.2f%i%,d", "%.2f it''s %q %y")) {
          engines.compare(
              "printf('" + format + "', a, a, a, a)",
              TextFunctions.printf(Term.literal(format.replace("''", "'")), List.of(a, a, a, a)));
        }
        engines.compare(
            "printf('%d %s %.2f|%s', a)",
            TextFunctions.printf(Term.literal("%d %s %.2f|%s"), List.of(a)));
      }
    }
  }

  @Test
  void randomFormatsAreSqlites() throws Exception {
    random(1);
  }

  @Test
  @Tag("long")
  void manyRandomFormatsAreSqlites() throws Exception {
    random(60);
  }

  private static void random(int rounds) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < rounds; round++) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        rows.add(
            new Object[] {
              format(random) + format(random), value(random), value(random), value(random)
            });
      }
      try (BothEngines engines = new BothEngines()) {
        List<Term> columns = engines.rows(rows);
        int left =
            engines.compare(
                "printf(a, b, c, d)", TextFunctions.printf(columns.get(0), columns.subList(1, 4)));
        assertThat(left).isLessThan(rows.size() / 10);
        for (Object[] row : rows) {
          row[1] = Samples.real(random);
        }
        columns = engines.rows(rows);
        engines.compare(
            "printf(a, b)", TextFunctions.printf(columns.get(0), columns.subList(1, 2)));
      }
    }
  }

  @Test
  void widthsAmongTheArgumentsAreSqlites() throws Exception {
    List<@Nullable Object[]> rows =
        Samples.pairs(
            Samples.withNull(List.of(0L, 7L, -7L, 12L, 3L)),
            Samples.withNull(List.of(0L, 2L, -3L)));
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(rows);
      Term format = Term.literal("%*.*f|%-*d|%*s|%.*s|%*");
      List<Term> arguments =
          List.of(
              columns.get(0),
              columns.get(1),
              Term.literal(2.125),
              columns.get(0),
              Term.literal(42L),
              columns.get(0),
              Term.literal("ab"),
              columns.get(1),
              Term.literal("abc"));
      engines.same(
          "printf('%*.*f|%-*d|%*s|%.*s|%*', a, b, 2.125, a, 42, a, 'ab', b, 'abc')",
          TextFunctions.printf(format, arguments));
    }
  }

  private static String format(Random random) {
    StringBuilder format = new StringBuilder("<%");
    for (int i = random.nextInt(4); i > 0; i--) {
      format.append("-+ 0#!,".charAt(random.nextInt(7)));
    }
    if (random.nextBoolean()) {
      format.append(random.nextInt(25));
    }
    if (random.nextBoolean()) {
      format.append('.').append(random.nextInt(20));
    }
    if (random.nextInt(8) == 0) {
      format.append(random.nextBoolean() ? "l" : "ll");
    }
    return format.append("diuxXofeEgGsqQwcr%".charAt(random.nextInt(18))).append('>').toString();
  }

  private static @Nullable Object value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1, 2 -> (long) random.nextInt(40) - 20;
      case 3 -> Samples.INTEGERS.get(random.nextInt(Samples.INTEGERS.size()));
      case 4, 5 -> Samples.real(random);
      case 6 -> Samples.number(random);
      default -> Samples.TEXTS.get(random.nextInt(Samples.TEXTS.size()));
    };
  }
}
