package dev.rhei.olap.duckdb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.dialect.Parity.Outcome;
import dev.rhei.olap.duckdb.dialect.Parity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RealSumTest {
  private static final int GROUPS = 120;

  /** What the values of a group look like. */
  enum Shape {
    MONEY(1),
    DISCOUNTED_MONEY(1),
    SIGNED_MONEY(1),
    FRACTIONS(1),
    BELL(1),
    HALVES(1),
    FEW_LARGE(1),
    ALL_MAGNITUDES(0),
    TINY(0),
    HUGE(0);

    private final double leastShare;

    Shape(double leastShare) {
      this.leastShare = leastShare;
    }

    double value(Random random) {
      return switch (this) {
        case MONEY -> random.nextInt(1_000_000) / 100.0;
        case DISCOUNTED_MONEY ->
            random.nextInt(10_000_000) / 100.0 * (1 - random.nextInt(11) / 100.0);
        case SIGNED_MONEY -> (random.nextInt(2_000_000) - 1_000_000) / 100.0;
        case FRACTIONS -> random.nextDouble();
        case BELL -> random.nextGaussian() * 1000;
        case HALVES -> random.nextInt(1_000) / 2.0;
        case FEW_LARGE -> random.nextInt(50) == 0 ? random.nextDouble() * 1e9 : random.nextDouble();
        case ALL_MAGNITUDES -> Math.exp(random.nextGaussian() * 20);
        case TINY -> random.nextDouble() * 1e-12;
        case HUGE -> random.nextGaussian() * 1e300;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSumHasSqlitesLastBitOrFails(Shape shape) throws Exception {
    Random random = new Random(shape.name().hashCode());
    try (Parity parity = new Parity()) {
      parity.create(
          new TableSchema(
              "x",
              new Schema(
                  List.of(
                      SqliteField.of("id", "INTEGER", StorageClass.INTEGER, false, "BINARY"),
                      SqliteField.of("g", "INTEGER", StorageClass.INTEGER, false, "BINARY"),
                      SqliteField.of("v", "REAL", StorageClass.REAL, true, "BINARY"))),
              List.of("id")));
      List<Object[]> rows = new ArrayList<>();
      for (int group = 0; group < GROUPS; group++) {
        int size = group < 100 ? 1 + random.nextInt(20) : 1 + random.nextInt(2_000);
        for (int i = 0; i < size; i++) {
          rows.add(new Object[] {rows.size() + 1, group, shape.value(random)});
        }
      }
      parity.insert("x", rows);
      parity.mirror();

      int same = 0;
      for (int group = 0; group < GROUPS; group++) {
        Outcome outcome = parity.check("SELECT sum(v), avg(v), total(v) FROM x WHERE g = " + group);
        assertThat(outcome.verdict()).as(outcome.detail()).isIn(Verdict.SAME, Verdict.LEFT);
        same += outcome.verdict() == Verdict.SAME ? 1 : 0;
      }
      System.out.println("Sums of " + shape + ": " + same + " of " + GROUPS + " on DuckDB");
      assertThat(same).isGreaterThanOrEqualTo((int) (shape.leastShare * (GROUPS - 2)));
    }
  }
}
