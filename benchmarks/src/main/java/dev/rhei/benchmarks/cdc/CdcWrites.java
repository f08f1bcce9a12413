package dev.rhei.benchmarks.cdc;

import dev.rhei.benchmarks.SampleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Transactions a second that insert rows, by each of the {@link Sinks}. {@link CdcWritesTable} runs
 * it and prints rows a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(0)
public class CdcWrites {
  private static final int DISTINCT = 10_000;

  /** The way to write. */
  @Param({
    "DRIVER",
    "NONE",
    "TRIGGERS",
    "TRIGGERS_REPLAYED",
    "BRIDGE_REPLAYED",
    "STANDALONE",
    "STANDALONE_REPLAYED",
    "CAPTURE",
    "LOG",
    "LOG_SYNCED"
  })
  public String sink = "NONE";

  /** Rows of a transaction. */
  @Param({"1", "1000"})
  public int rows;

  private final AtomicLong ids = new AtomicLong();
  private final List<Object[]> sample = new ArrayList<>();
  private Path directory = Path.of("");
  private Sink open = new Nothing();

  /** Opens it in a new directory. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < DISTINCT; i++) {
      Object[] row = SampleTable.row(0, random);
      row[1] = ((Number) row[1]).longValue();
      sample.add(row);
    }
    directory = Files.createTempDirectory("rhei-cdc-writes");
    open = Sinks.valueOf(sink).open(directory);
  }

  /** One transaction. */
  @Benchmark
  public long write() throws Exception {
    long first = ids.getAndAdd(rows) + 1;
    List<Object[]> transaction = new ArrayList<>(rows);
    for (long id = first; id < first + rows; id++) {
      Object[] row = sample.get((int) (id % DISTINCT)).clone();
      row[0] = id;
      transaction.add(row);
    }
    open.write(transaction);
    return first;
  }

  /** Closes it, and removes what it wrote. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    open.close();
    ids.set(0);
    sample.clear();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /** Before the first is opened. */
  private static final class Nothing implements Sink {
    @Override
    public void write(List<Object[]> rows) {}

    @Override
    public void close() {}
  }
}
