package dev.rhei.parity;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a failing case smaller as long as it fails. */
final class Shrinker {
  private static final int TRIES = 600;

  private final Predicate<RandomCase> fails;
  private int tries;

  Shrinker(Predicate<RandomCase> fails) {
    this.fails = fails;
  }

  RandomCase shrink(RandomCase failing) {
    RandomCase smallest = failing;
    RandomCase before;
    do {
      before = smallest;
      smallest = whileItFails(smallest, RandomCase::withSmallerQuery);
      smallest = whileItFails(smallest, RandomCase::withSmallerTables);
    } while (!smallest.equals(before) && tries < TRIES);
    return smallest;
  }

  private RandomCase whileItFails(
      RandomCase failing, Function<RandomCase, List<RandomCase>> smaller) {
    RandomCase smallest = failing;
    boolean found = true;
    while (found) {
      found = false;
      for (RandomCase candidate : smaller.apply(smallest)) {
        if (tries++ >= TRIES) {
          return smallest;
        }
        if (fails.test(candidate)) {
          smallest = candidate;
          found = true;
          break;
        }
      }
    }
    return smallest;
  }
}
