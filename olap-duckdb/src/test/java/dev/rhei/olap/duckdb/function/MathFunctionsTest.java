package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MathFunctionsTest {
  private static final long SEED = new Random().nextLong();

  private static final List<String> TRIGONOMETRIC =
      List.of(
          "acos", "asin", "atan", "cos", "sin", "tan", "acosh", "asinh", "atanh", "cosh", "sinh",
          "tanh");

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
  void anyValueIsTakenAsSqliteTakesIt(List<?> values) throws Exception {
    try (BothEngines engines = new BothEngines()) {
      checkAll(engines, engines.values(values).get(0));
    }
  }

  @Test
  void randomNumbersAreSqlitesToTheLastBit() throws Exception {
    random(1);
  }

  @Test
  @Tag("long")
  void manyRandomNumbersAreSqlitesToTheLastBit() throws Exception {
    random(50);
  }

  private static void random(int rounds) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    try (BothEngines engines = new BothEngines()) {
      for (int round = 0; round < rounds; round++) {
        List<Double> numbers =
            new ArrayList<>(
                IntStream.range(0, 10_000)
                    .mapToObj(i -> i % 2 == 0 ? Samples.real(random) : random.nextGaussian() * 10)
                    .toList());
        checkAll(engines, engines.values(numbers).get(0));
        List<@Nullable Object[]> pairs = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
          pairs.add(
              i % 3 == 0
                  ? new Object[] {random.nextDouble() * 100, random.nextGaussian() * 10}
                  : new Object[] {Samples.real(random), Samples.real(random)});
        }
        checkPairs(engines, engines.rows(pairs));
      }
    }
  }

  private static void checkAll(BothEngines engines, Term a) throws Exception {
    engines.same("abs(a)", MathFunctions.abs(a));
    engines.same("sign(a)", MathFunctions.sign(a));
    engines.same("round(a)", MathFunctions.round(a));
    engines.same("round(a, 2)", MathFunctions.round(a, Term.literal(2L)));
    engines.same("round(a, -1)", MathFunctions.round(a, Term.literal(-1L)));
    engines.same("round(a, 20)", MathFunctions.round(a, Term.literal(20L)));
    engines.same("ceil(a)", MathFunctions.ceil(a));
    engines.same("floor(a)", MathFunctions.floor(a));
    engines.same("trunc(a)", MathFunctions.trunc(a));
    engines.same("sqrt(a)", MathFunctions.sqrt(a));
    engines.same("degrees(a)", MathFunctions.degrees(a));
    engines.same("radians(a)", MathFunctions.radians(a));
    engines.same("ln(a)", MathFunctions.ln(a));
    engines.same("log(a)", MathFunctions.log10(a));
    engines.same("log10(a)", MathFunctions.log10(a));
    engines.same("log2(a)", MathFunctions.log2(a));
    engines.same("exp(a)", MathFunctions.exp(a));
    for (String function : TRIGONOMETRIC) {
      engines.same(function + "(a)", MathFunctions.trigonometric(function, a));
    }
  }

  @Test
  void anyTwoValuesAreTakenAsSqliteTakesThem() throws Exception {
    List<Object> numbers = new ArrayList<>(List.of(0L, 1L, -1L, 2L, 10L, Long.MAX_VALUE, "5", "x"));
    numbers.addAll(Samples.REALS);
    try (BothEngines engines = new BothEngines()) {
      checkPairs(engines, engines.rows(Samples.pairs(numbers, Samples.withNull(numbers))));
      checkPairs(engines, engines.rows(Samples.pairs(Samples.REALS, Samples.REALS)));
    }
  }

  private static void checkPairs(BothEngines engines, List<Term> columns) throws Exception {
    Term a = columns.get(0);
    Term b = columns.get(1);
    engines.same("mod(a, b)", MathFunctions.mod(a, b));
    engines.compare("pow(a, b)", MathFunctions.pow(a, b)); // negative powers of 0 are left
    engines.same("log(a, b)", MathFunctions.log(a, b));
    engines.same("atan2(a, b)", MathFunctions.atan2(a, b));
    engines.same("round(a, b)", MathFunctions.round(a, b));
    engines.same("pi()", MathFunctions.pi());
  }

  /** The amounts of every day, and those next to ties. */
  @Test
  void roundingToPlacesIsSqlites() throws Exception {
    Random random = new Random(SEED);
    List<Double> amounts = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      double amount = random.nextInt(2_000_000) / 1000.0 - 500;
      amounts.add(amount);
      amounts.add(Math.nextUp(amount));
      amounts.add(random.nextInt(100_000) / 100.0 * (1 + random.nextInt(30) / 100.0));
      amounts.add(random.nextLong() / 4096.0 / (1L << random.nextInt(40)));
    }
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(amounts).get(0);
      for (long places = 0; places <= 7; places++) {
        engines.same("round(a, " + places + ")", MathFunctions.round(a, Term.literal(places)));
        engines.same(
            "round(a, " + places + ")", MathFunctions.round(a, Term.integer(places + "::BIGINT")));
      }
    }
  }

  @Test
  void theLargestIntegerHasNoOpposite() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(List.of(Long.MIN_VALUE)).get(0);
      assertThat(engines.compare("abs(a)", MathFunctions.abs(a))).isZero();
      assertThat(engines.compare("abs(a)", MathFunctions.abs(Casts.tagged(a)))).isZero();
    }
  }
}
