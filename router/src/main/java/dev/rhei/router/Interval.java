package dev.rhei.router;

/** A quantity that lies somewhere between two bounds, neither of them negative. */
record Interval(double low, double high) {
  private static final double LEAST = 1e-3;

  static final Interval ZERO = new Interval(0, 0);
  static final Interval ONE = new Interval(1, 1);

  /** Exactly this. */
  static Interval of(double exact) {
    return new Interval(exact, exact);
  }

  Interval plus(Interval other) {
    return new Interval(low + other.low, high + other.high);
  }

  Interval times(Interval other) {
    return new Interval(low * other.low, high * other.high);
  }

  Interval times(double factor) {
    return new Interval(low * factor, high * factor);
  }

  /** Not more than this. */
  Interval atMost(double most) {
    return new Interval(Math.min(low, most), Math.min(high, most));
  }

  /** Not less than this. */
  Interval atLeast(double least) {
    return new Interval(Math.max(low, least), Math.max(high, least));
  }

  /** Between the bounds: they are factors apart, and so are the consequences of a wrong guess. */
  double middle() {
    return Math.sqrt(Math.max(low, LEAST) * Math.max(high, LEAST));
  }
}
