package dev.rhei.parity;

import dev.rhei.parity.Outcome.Place;
import java.util.EnumMap;
import java.util.Map;

/** How many queries became what. */
final class Tally {
  private final Map<Place, Integer> places = new EnumMap<>(Place.class);
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

  void add(Outcome outcome) {
    places.merge(outcome.place(), 1, Integer::sum);
    verdicts.merge(outcome.verdict(), 1, Integer::sum);
  }

  void add(Tally other) {
    other.places.forEach((place, count) -> places.merge(place, count, Integer::sum));
    other.verdicts.forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
  }

  int queries() {
    return places.values().stream().mapToInt(Integer::intValue).sum();
  }

  int count(Place place) {
    return places.getOrDefault(place, 0);
  }

  int count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0);
  }

  /** What SQLite leaves open, and we answered otherwise. */
  int ties() {
    return count(Verdict.TIES) + count(Verdict.UNDETERMINED);
  }

  /** Those that SQLite answers and whose tables can be mirrored. */
  int eligible() {
    return count(Place.COPY) + count(Place.SQLITE);
  }

  /** What the copy answers of the eligible ones, in percent. */
  double share() {
    return eligible() == 0 ? 100 : 100.0 * count(Place.COPY) / eligible();
  }
}
