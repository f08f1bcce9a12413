package dev.rhei.olap.duckdb.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CastsTest {
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
  void anyValueBecomesWhatSqliteMakesOfIt(List<?> values) throws Exception {
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(values).get(0);
      engines.compare("CAST(a AS TEXT)", Casts.text(a));
      engines.same("CAST(a AS BLOB)", Casts.blob(a));
      engines.same("CAST(a AS INTEGER)", Casts.integer(a));
      engines.same("CAST(a AS REAL)", Casts.real(a));
      engines.same("CAST(a AS NUMERIC)", Casts.numeric(a));
      engines.same("a * 1", Casts.operand(a));
      engines.sameCondition("CASE WHEN a THEN 1 WHEN NOT a THEN 0 END", Casts.truth(a));
      engines.same("a", Casts.tagged(a));
    }
  }

  @Test
  void realsAreWrittenAsSqliteWritesThem() throws Exception {
    writeReals(1);
  }

  @Test
  @Tag("long")
  void manyRealsAreWrittenAsSqliteWritesThem() throws Exception {
    writeReals(100);
  }

  private static void writeReals(int rounds) throws Exception {
    Random random = new Random(seed());
    try (BothEngines engines = new BothEngines()) {
      for (int round = 0; round < rounds; round++) {
        Term a =
            engines
                .values(IntStream.range(0, 100_000).mapToObj(i -> Samples.real(random)).toList())
                .get(0);
        engines.same("a || ''", Casts.text(a));
        engines.same("CAST(a AS INTEGER)", Casts.integer(a));
      }
    }
  }

  @Test
  void textIsReadAsANumberAsSqliteDoes() throws Exception {
    readNumbers(1);
  }

  @Test
  @Tag("long")
  void muchTextIsReadAsANumberAsSqliteDoes() throws Exception {
    readNumbers(100);
  }

  private static void readNumbers(int rounds) throws Exception {
    Random random = new Random(seed());
    try (BothEngines engines = new BothEngines()) {
      for (int round = 0; round < rounds; round++) {
        Term a =
            engines
                .values(IntStream.range(0, 20_000).mapToObj(i -> Samples.number(random)).toList())
                .get(0);
        engines.same("CAST(a AS INTEGER)", Casts.integer(a));
        engines.same("CAST(a AS REAL)", Casts.real(a));
        engines.same("CAST(a AS NUMERIC)", Casts.numeric(a));
        engines.same("a * 1", Casts.operand(a));
        engines.sameCondition("CASE WHEN a THEN 1 ELSE 0 END", Casts.truth(a));
      }
    }
  }

  /** Affinity cannot be asked for in an expression: a column has it. */
  @Test
  void affinityIsAppliedAsAColumnDoes() throws Exception {
    Random random = new Random(seed());
    List<Object> values = new ArrayList<>(Samples.all());
    values.addAll(IntStream.range(0, 5_000).mapToObj(i -> Samples.number(random)).toList());
    values.removeIf(value -> value instanceof Double); // those without a fraction become integers
    try (BothEngines engines = new BothEngines()) {
      Term a = engines.values(values).get(0);
      try (var statement = engines.sqlite().createStatement()) {
        statement.execute("CREATE TABLE n (id INTEGER PRIMARY KEY, n NUMERIC, t TEXT)");
        statement.execute("INSERT INTO n SELECT rowid, a, a FROM t");
      }
      engines.same("(SELECT n FROM n WHERE id = t.rowid)", Casts.numericAffinity(a));
      engines.same("(SELECT t FROM n WHERE id = t.rowid)", Casts.textAffinity(a));
      Term text = engines.values(values.stream().filter(String.class::isInstance).toList()).get(0);
      try (var statement = engines.sqlite().createStatement()) {
        statement.execute("DELETE FROM n");
        statement.execute("INSERT INTO n SELECT rowid, a, a FROM t");
      }
      engines.same("(SELECT n FROM n WHERE id = t.rowid)", Casts.numericAffinity(text));
      engines.sameCondition(
          "(SELECT typeof(n) <> 'text' FROM n WHERE id = t.rowid)", Casts.isNumber(text.sql()));
    }
  }

  private static long seed() {
    System.out.println("seed " + SEED);
    return SEED;
  }
}
