package dev.rhei.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs scripts, each on a database of its own, several at a time. */
final class ParityRun {
  private final Path directory;
  private final AtomicInteger files = new AtomicInteger();

  /** The directory takes the databases. */
  ParityRun(Path directory) {
    this.directory = directory;
  }

  ParityReport of(List<Script> scripts) {
    ExecutorService workers =
        Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));
    ParityReport report = new ParityReport();
    try {
      List<Callable<List<Outcome>>> tasks = new ArrayList<>();
      scripts.forEach(script -> tasks.add(() -> run(script)));
      for (Future<List<Outcome>> outcomes : workers.invokeAll(tasks)) {
        outcomes.get().forEach(report::add);
      }
      return report;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a script could not be run", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Outcome> run(Script script) {
    List<Outcome> outcomes = new ArrayList<>();
    MirroredFile file = fresh(script);
    try {
      for (Step step : script.steps()) {
        if (step instanceof Step.Ask ask) {
          file.follow();
          outcomes.add(new Comparison(script, file).of(ask));
        } else if (step instanceof Step.Run run) {
          file.run(run.sql());
        } else {
          file.close();
          file = fresh(script);
        }
      }
    } catch (RuntimeException e) {
      throw new IllegalStateException(script.corpus() + "/" + script.name(), e);
    } finally {
      file.close();
    }
    return outcomes;
  }

  private MirroredFile fresh(Script script) {
    Path file = directory.resolve("parity" + files.incrementAndGet() + ".db");
    if (!script.database().isEmpty()) {
      try {
        Files.copy(Corpora.shared(script.database()), file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new MirroredFile(file);
  }
}
