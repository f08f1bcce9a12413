package dev.rhei.benchmarks.routing;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How far the router is from always choosing the better side. Sums are of milliseconds. */
final class Regret {
  private final List<Measured> all;

  Regret(List<Measured> all) {
    this.all = all;
  }

  /** All queries as routed, against each on its better side; by medians. */
  double byMedian() {
    return sum(each -> each.routed().median()) / sum(Measured::bestMedian);
  }

  /** The same by each query's fastest run. */
  double byBest() {
    return sum(each -> each.routed().best()) / sum(Measured::best);
  }

  /** The geometric mean of how many times longer each took: small queries count like large ones. */
  double geometricMean() {
    return Math.exp(all.stream().mapToDouble(each -> Math.log(each.factor())).average().orElse(0));
  }

  /** What one side alone would take, in seconds; queries it cannot answer run on the other. */
  double secondsOf(ToDoubleFunction<Measured> side) {
    return sum(side) / 1_000;
  }

  /** Queries on the wrong side. */
  List<Measured> regretted() {
    return all.stream().filter(Measured::isRegretted).toList();
  }

  private double sum(ToDoubleFunction<Measured> time) {
    return all.stream().mapToDouble(time).sum();
  }
}
