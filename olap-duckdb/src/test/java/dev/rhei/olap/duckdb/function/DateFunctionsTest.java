package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateFunctionsTest {
  private static final long SEED = new Random().nextLong();

  private static final List<String> TIMES =
      List.of(
          "2024-02-29",
          "2024-02-30",
          "2024-02-31",
          "2023-02-29",
          "2024-04-31",
          "2024-12-31",
          "2024-01-01",
          "0000-01-01",
          "0001-01-01",
          "9999-12-31",
          "9999-12-31 23:59:59.999",
          "10000-01-01",
          "-0001-06-15",
          "-4713-11-24",
          "-4713-11-24 12:00:00",
          "-4713-11-24 11:59:59",
          "1969-12-31 23:59:59.5",
          "1970-01-01",
          "2024-1-1",
          "2024-13-01",
          "2024-00-01",
          "2024-01-00",
          "2024-01-32",
          "2024-01",
          "2024",
          "2024-01-01 00:00",
          "2024-01-01T12:30",
          "2024-01-01 12:30:59",
          "2024-01-01 12:30:59.9999",
          "2024-01-01 12:30:59.",
          "2024-01-01 12:30:59.123456789",
          "2024-01-01 24:00:00",
          "2024-01-01 25:00:00",
          "2024-01-01 12:60",
          "2024-01-01 12:30:60",
          "2024-01-01 12:30:00Z",
          "2024-01-01 12:30:00 z ",
          "2024-01-01 12:30:00+01:30",
          "2024-01-01 23:30:00-14:00",
          "2024-01-01 12:30:00+15:00",
          "2024-01-01 12:30:00 +0130",
          "2024-01-01  TT 12:30",
          " 2024-01-01",
          "2024-01-01 ",
          "2024-01-01 x",
          "12:30",
          "12:30:15.5",
          "24:00",
          "2:30",
          "12:3",
          "12:30+02:00",
          "2460000.5",
          "  2460000.5  ",
          "0",
          "-1",
          "5373484.5",
          "5373484.49",
          "1704067200",
          "1e400",
          "",
          " ",
          "abc",
          "2024-01-01\u0000x",
          "2024-06-30 23:59:59",
          "2024-02-30 10:00:00",
          "2024-01-01 00:00:00",
          "2024-05-05 05:05:05",
          "2024-01-01 1:02:3.4",
          "2024-01-01 10:20:3 ",
          "infinity",
          "-infinity",
          "epoch",
          "0044-03-15 (BC)",
          "0044-03-15 (BC) 00:00:00",
          "10000-01-01 00:00:00",
          "-001-01-01",
          "2024-01-01 10:20:30.5",
          "20240101",
          "2024/01/01",
          "2024-01-01 23:59:60");

  private static final List<String> MODIFIERS =
      List.of(
          "+1 day",
          "-1 days",
          "1 day",
          "+ 1 day",
          "+1.5 days",
          "-0.001 seconds",
          "0.0005 seconds",
          "+1 second",
          "12 hours",
          "-90 minutes",
          "+1 month",
          "-1 month",
          "+13 months",
          "-25 months",
          "1.5 months",
          "+1 year",
          "-100 years",
          "2.25 years",
          "+1 Years",
          "+1 YEARS",
          "+1 dayz",
          "+1 fortnight",
          "+1",
          "1",
          "+1day",
          "+1  day",
          "+1 day ",
          "start of month",
          "start of year",
          "start of day",
          "START OF MONTH",
          "start of week",
          "start of  day",
          "weekday 0",
          "weekday 3",
          "weekday 6",
          "weekday 7",
          "weekday 1.5",
          "weekday 2.0",
          "weekday",
          "unixepoch",
          "julianday",
          "auto",
          "UnixEpoch",
          "subsec",
          "subsecond",
          "ceiling",
          "floor",
          "+0001-02-03",
          "-0001-02-03",
          "+0000-11-30",
          "+0000-12-00",
          "+0000-00-31",
          "0001-02-03",
          "+0001-02-03 04:05",
          "-0001-02-03 04:05:06.789",
          "+0001-02-03x",
          "+10000-00-00",
          "+00001-01-01",
          "+04:05",
          "-04:05:06.5",
          "04:05",
          "4:05",
          "+24:00",
          "+25:00",
          "+04:05Z",
          "+04:05+01:00",
          "",
          "+1e2 days",
          "+1e99 days",
          "6000000 days",
          "-6000000 days",
          "9999 months",
          "0x10 days",
          "nonsense",
          "+1 month\u0000",
          "- 1 day",
          "+-1 day",
          "5.5",
          "999999999999999 seconds");

  private static final String FORMAT =
      "%d|%e|%f|%F|%G|%g|%H|%I|%j|%J|%k|%l|%m|%M|%p|%P|%R|%s|%S|%T|%u|%U|%V|%w|%W|%Y|%%";

  @Test
  void everyTimeWithEveryModifierIsSqlites() throws Exception {
    List<@Nullable Object[]> rows =
        Samples.pairs(Samples.withNull(TIMES), Samples.withNull(MODIFIERS));
    for (Object number : numbers()) {
      for (String modifier : MODIFIERS) {
        rows.add(new Object[] {number, modifier});
      }
    }
    try (BothEngines engines = new BothEngines()) {
      checkAll(engines, engines.rows(rows));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "integer", "real"})
  void aTimeAloneIsSqlites(String form) throws Exception {
    List<Object> times = new ArrayList<>(form.equals("text") ? TIMES : numbers());
    times.removeIf(time -> form.equals("integer") && !(time instanceof Long));
    times.removeIf(time -> form.equals("real") && !(time instanceof Double));
    try (BothEngines engines = new BothEngines()) {
      checkAll(engines, engines.values(Samples.withNull(times)));
    }
  }

  @Test
  void randomTimesWithRandomModifiersAreSqlites() throws Exception {
    random(1);
  }

  @Test
  @Tag("long")
  void manyRandomTimesWithRandomModifiersAreSqlites() throws Exception {
    random(150);
  }

  private static void random(int rounds) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    try (BothEngines engines = new BothEngines()) {
      for (int round = 0; round < rounds; round++) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
          rows.add(new Object[] {time(random), modifier(random), modifier(random)});
        }
        List<Term> columns = engines.rows(rows);
        checkAll(engines, columns);
        checkAll(engines, columns.subList(0, 2));
        checkAll(engines, columns.subList(0, 1));
        rows.removeIf(row -> !(row[0] instanceof String));
        checkAll(engines, engines.rows(rows).subList(0, 1));
        rows.forEach(row -> row[0] = random.nextLong(320_000_000_000L) - 64_000_000_000L);
        checkAll(engines, engines.rows(rows).subList(0, 1));
      }
    }
  }

  /** The modifiers as literals, which may be done by DuckDB itself. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "integer"})
  void literalModifiersAreSqlites(String form) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    boolean texts = form.equals("text");
    List<Object> times = new ArrayList<>(texts ? TIMES : numbers());
    times.removeIf(time -> !texts && !(time instanceof Long));
    while (times.size() < 400) {
      times.add(texts ? dateAndTime(random) : (Object) random.nextLong(4_000_000_000L));
    }
    String unix = texts ? "" : ", 'unixepoch'";
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(times).get(0);
      for (int i = 0; i < 50; i++) {
        List<Term> arguments = new ArrayList<>(List.of(a));
        StringBuilder list = new StringBuilder("a" + unix);
        if (!texts) {
          arguments.add(Term.literal("unixepoch"));
        }
        for (int n = random.nextInt(3); n >= 0; n--) {
          String modifier = literalModifier(random);
          arguments.add(Term.literal(modifier));
          list.append(", '").append(modifier).append("'");
        }
        engines.same("date(" + list + ")", DateFunctions.date(arguments));
        engines.same("datetime(" + list + ")", DateFunctions.dateTime(arguments));
        engines.same("julianday(" + list + ")", DateFunctions.julianDay(arguments));
        engines.same(
            "strftime('%H.%d.%m', " + list + ")",
            DateFunctions.strftime(Term.literal("%H.%d.%m"), arguments));
      }
    }
  }

  private static String literalModifier(Random random) {
    String[] units = {"seconds", "minute", "hours", "day", "month", "years"};
    String[] usual = {"start of day", "start of month", "start of year"};
    return switch (random.nextInt(5)) {
      case 0 -> usual[random.nextInt(3)];
      case 1 -> "weekday " + random.nextInt(8);
      case 2 -> (random.nextInt(2000) - 1000) + " " + units[random.nextInt(6)];
      case 3 -> "+" + random.nextInt(40) + " " + units[2 + random.nextInt(4)];
      default -> "-" + random.nextInt(20) + " " + units[3 + random.nextInt(3)];
    };
  }

  private static void checkAll(BothEngines engines, List<Term> arguments) throws Exception {
    String list = String.join(", ", arguments.stream().map(Term::sql).toList());
    engines.same("date(" + list + ")", DateFunctions.date(arguments));
    engines.same("time(" + list + ")", DateFunctions.time(arguments));
    engines.same("datetime(" + list + ")", DateFunctions.dateTime(arguments));
    engines.same("julianday(" + list + ")", DateFunctions.julianDay(arguments));
    engines.same(
        "strftime('" + FORMAT + "', " + list + ")",
        DateFunctions.strftime(Term.literal(FORMAT), arguments));
    if (arguments.size() == 1) {
      engines.same("unixepoch(" + list + ")", DateFunctions.unixEpoch(arguments));
      for (String format :
          List.of(
              "%Y",
              "%Y-%m",
              "%m",
              "%d",
              "%H",
              "%H:%M",
              "%Y-%m-%d %H:%M:%S",
              "%F %T",
              "W%Y%m - %d's",
              "%R",
              "",
              "%%",
              "%q",
              "%",
              "%d/%m/%Y",
              "%H%M")) {
        engines.same(
            "strftime('" + format.replace("'", "''") + "', " + list + ")",
            DateFunctions.strftime(Term.literal(format), arguments));
      }
      List<Term> more = List.of(arguments.get(0), Term.literal("subsec"));
      engines.same("unixepoch(" + list + ", 'subsec')", DateFunctions.unixEpoch(more));
      engines.same("time(" + list + ", 'subsec')", DateFunctions.time(more));
      engines.same("datetime(" + list + ", 'subsec')", DateFunctions.dateTime(more));
      engines.same(
          "strftime('%s %f', " + list + ", 'subsec')",
          DateFunctions.strftime(Term.literal("%s %f"), more));
      for (String modifier : List.of("unixepoch", "auto", "julianday")) {
        List<Term> epoch = List.of(arguments.get(0), Term.literal(modifier));
        String call = "(" + list + ", '" + modifier + "')";
        engines.same("datetime" + call, DateFunctions.dateTime(epoch));
        engines.same("date" + call, DateFunctions.date(epoch));
        engines.same("unixepoch" + call, DateFunctions.unixEpoch(epoch));
        engines.same("julianday" + call, DateFunctions.julianDay(epoch));
        engines.same("time" + call, DateFunctions.time(epoch));
        engines.same(
            "strftime('%Y-%m %H', " + list + ", '" + modifier + "')",
            DateFunctions.strftime(Term.literal("%Y-%m %H"), epoch));
      }
    }
  }

  @Test
  void differencesAreSqlites() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<@Nullable Object[]> rows = Samples.pairs(Samples.withNull(TIMES), Samples.withNull(TIMES));
    for (int i = 0; i < 5_000; i++) {
      rows.add(new Object[] {time(random), time(random)});
    }
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(rows);
      engines.same("timediff(a, b)", DateFunctions.timeDiff(columns.get(0), columns.get(1)));
    }
  }

  @Test
  void thePresentIsTheSameAllOverAQuery() throws Exception {
    try (BothEngines engines = new BothEngines();
        Statement statement = engines.duckDb().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT %s, count(DISTINCT %s), %s = strftime(now()::TIMESTAMP, '%%Y-%%m-%%d') FROM range(100000)"
                    .formatted(
                        "any_value(" + DateFunctions.dateTime(List.of()).sql() + ")",
                        DateFunctions.julianDay(List.of(Term.literal("NOW"))).sql(),
                        "any_value("
                            + DateFunctions.date(List.of(Term.literal("now"))).sql()
                            + ")"))) {
      result.next();
      LocalDateTime now = LocalDateTime.parse(result.getString(1).replace(' ', 'T'));
      assertThat(Duration.between(now, LocalDateTime.now(ZoneOffset.UTC)).abs())
          .isLessThan(Duration.ofMinutes(1));
      assertThat(result.getInt(2)).isEqualTo(1);
      assertThat(result.getBoolean(3)).isTrue();
    }
  }

  @Test
  void whatDependsOnTheMachineIsLeftToSqlite() throws Exception {
    Term day = Term.text("'2024-01-01'");
    for (String modifier : List.of("localtime", "UTC")) {
      assertThatThrownBy(() -> DateFunctions.date(List.of(day, Term.literal(modifier))))
          .isInstanceOf(LeftToSqlite.class);
    }
    assertThatThrownBy(() -> DateFunctions.unixEpoch(List.of(day, Term.text("x"))))
        .isInstanceOf(LeftToSqlite.class);
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns =
          engines.rows(
              List.of(new Object[] {"now", "localtime"}, new Object[] {"2024-01-01", "utc"}));
      assertThat(engines.compare("date(a)", DateFunctions.date(columns.subList(0, 1)))).isOne();
      assertThat(engines.compare("date(a, b)", DateFunctions.date(columns))).isEqualTo(2);
    }
  }

  private static List<Object> numbers() {
    List<Object> numbers = new ArrayList<>(Samples.INTEGERS);
    numbers.addAll(Samples.REALS);
    numbers.addAll(
        List.of(
            2460000L,
            2460000.5,
            5373484L,
            5373485L,
            5373484.5,
            5373484.4999,
            1704067200L,
            1704067200.123,
            -210866760000L,
            -30610224000L,
            -30610224001L,
            -62167219200L,
            -62167219201L,
            1582934399L,
            -1L,
            -210866760001L,
            253402300799L,
            253402300800L,
            253402300799.5,
            -1.5,
            0.5));
    return numbers;
  }

  private static String dateAndTime(Random random) {
    int year = random.nextInt(5) == 0 ? random.nextInt(10_000) : 1990 + random.nextInt(50);
    return "%04d-%02d-%02d %02d:%02d:%02d"
        .formatted(
            year,
            1 + random.nextInt(12),
            1 + random.nextInt(31),
            random.nextInt(25),
            random.nextInt(60),
            random.nextInt(60))
        .substring(0, random.nextBoolean() ? 19 : 10);
  }

  /** A time as applications have it, or a little off. */
  private static @Nullable Object time(Random random) {
    int year = random.nextInt(5) == 0 ? random.nextInt(10_000) : 1990 + random.nextInt(50);
    String date = "%04d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(31));
    String time =
        "%02d:%02d:%02d".formatted(random.nextInt(25), random.nextInt(60), random.nextInt(60));
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> time;
      case 2, 3 -> date;
      case 4 -> date + "T" + time.substring(0, 5);
      case 5 -> date + " " + time + "." + random.nextInt(1_000_000);
      case 6 ->
          date + " " + time + "." + random.nextInt(1000) + (random.nextBoolean() ? "Z" : "+02:30");
      case 7 -> random.nextLong(4_000_000_000L) - 1_000_000_000L;
      case 8 -> random.nextDouble() * 5_400_000;
      case 9 -> (random.nextDouble() - 0.3) * 1e11;
      default -> date + " " + time;
    };
  }

  private static String modifier(Random random) {
    String[] units = {"second", "minutes", "hours", "day", "months", "years"};
    return switch (random.nextInt(4)) {
      case 0 -> MODIFIERS.get(random.nextInt(MODIFIERS.size()));
      case 1 -> (random.nextInt(200) - 100) + " " + units[random.nextInt(6)];
      case 2 -> (random.nextInt(200_000) - 100_000) / 1000.0 + " " + units[random.nextInt(6)];
      default ->
          "%s%04d-%02d-%02d %02d:%02d:%02d.%d"
              .formatted(
                  random.nextBoolean() ? "+" : "-",
                  random.nextInt(50),
                  random.nextInt(13),
                  random.nextInt(32),
                  random.nextInt(25),
                  random.nextInt(60),
                  random.nextInt(60),
                  random.nextInt(5000));
    };
  }
}
