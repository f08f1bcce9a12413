package dev.rhei.parity;

import dev.rhei.parity.RandomQueries.Generated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Random queries on random databases; what fails is made small and kept as a case. */
final class DifferentialRun {
  private static final int QUERIES_PER_DATABASE = 100;

  /** So many failures are enough to look at. */
  private static final int FAILURES = 20;

  private static final Path KEPT = Path.of("target", "differential-failures.sql");

  private final Path directory;
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  DifferentialRun(Path directory) {
    this.directory = directory;
  }

  ParityReport of(long seed, int queries) {
    ExecutorService workers =
        Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));
    ParityReport report = new ParityReport();
    try {
      List<Callable<List<Outcome>>> tasks = new ArrayList<>();
      for (int i = 0; i < queries / QUERIES_PER_DATABASE; i++) {
        long own = seed + i;
        tasks.add(() -> database(own));
      }
      for (Future<List<Outcome>> outcomes : workers.invokeAll(tasks)) {
        outcomes.get().forEach(report::add);
      }
      return report;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a random database could not be run", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Outcome> database(long seed) {
    List<Outcome> outcomes = new ArrayList<>();
    if (failures.get() >= FAILURES) {
      return outcomes;
    }
    Dice dice = new Dice(seed);
    List<Relation> tables = new RandomSchema(dice).relations();
    RandomQueries queries = new RandomQueries(dice, tables);
    try (MirroredFile file = open(tables)) {
      for (int i = 0; i < QUERIES_PER_DATABASE; i++) {
        Generated generated = queries.next();
        RandomCase tried = new RandomCase(tables, generated.query(), generated.parameters());
        Outcome outcome = outcome(seed, generated.shape(), file, tried);
        if (outcome.verdict() == Verdict.WRONG && failures.incrementAndGet() <= FAILURES) {
          outcome = kept(seed, generated.shape(), file, tried);
        }
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private MirroredFile open(List<Relation> tables) {
    MirroredFile file =
        new MirroredFile(directory.resolve("random" + files.incrementAndGet() + ".db"));
    tables.forEach(table -> table.sql().forEach(file::run));
    file.follow();
    return file;
  }

  private static Outcome outcome(long seed, String shape, MirroredFile file, RandomCase tried) {
    Script script = new Script("random", shape, "seed " + seed, List.of());
    return new Comparison(script, file).of(tried.ask());
  }

  /** The failure in its smallest form, which is added to a file. */
  private Outcome kept(long seed, String shape, MirroredFile file, RandomCase failing) {
    RandomCase small = new Shrinker(smaller -> fails(file, failing, smaller)).shrink(failing);
    try (MirroredFile own = open(small.tables())) {
      Outcome outcome = outcome(seed, shape, own, small);
      String text =
          "-- seed "
              + seed
              + ", was: "
              + failing.query().sql().replace('\n', ' ')
              + "\n-- reset\n"
              + small.script()
              + "-- "
              + outcome.difference().replace("\n", "\n-- ")
              + "\n\n";
      System.out.println(text);
      Files.createDirectories(KEPT.getParent());
      Files.writeString(KEPT, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean fails(MirroredFile file, RandomCase original, RandomCase smaller) {
    if (smaller.tables().equals(original.tables())) {
      return outcome(0, "", file, smaller).verdict() == Verdict.WRONG;
    }
    try (MirroredFile own = open(smaller.tables())) {
      return outcome(0, "", own, smaller).verdict() == Verdict.WRONG;
    }
  }
}
