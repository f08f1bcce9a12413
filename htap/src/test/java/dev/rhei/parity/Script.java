package dev.rhei.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps that belong together, on a database of their own.
 *
 * @param corpus where it comes from
 * @param group what it is about, within the corpus
 * @param name the file
 * @param database the file to begin with, among those shared; empty for a new one
 */
record Script(String corpus, String group, String name, String database, List<Step> steps) {
  Script {
    steps = List.copyOf(steps);
  }

  Script(String corpus, String group, String name, List<Step> steps) {
    this(corpus, group, name, "", steps);
  }

  /** As many scripts as there are databases in it. */
  List<Script> databases() {
    List<Script> parts = new ArrayList<>();
    List<Step> part = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Reset) {
        parts.add(new Script(corpus, group, name, database, part));
        part.clear();
      } else {
        part.add(step);
      }
    }
    parts.add(new Script(corpus, group, name, database, part));
    return parts;
  }

  boolean asks() {
    return steps.stream().anyMatch(Step.Ask.class::isInstance);
  }

  /** All statements and every n-th query. */
  Script sample(int n) {
    List<Step> kept = new ArrayList<>();
    int queries = 0;
    for (Step step : steps) {
      if (!(step instanceof Step.Ask) || queries++ % n == 0) {
        kept.add(step);
      }
    }
    return new Script(corpus, group, name, database, kept);
  }
}
