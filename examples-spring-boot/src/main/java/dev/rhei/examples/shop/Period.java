package dev.rhei.examples.shop;

/** What orders are summed up by. */
enum Period {
  YEAR("YYYY"),
  MONTH("YYYY-MM"),
  DAY("YYYY-MM-DD");

  private final String form;

  Period(String form) {
    this.form = form;
  }

  /** How much of a day's text names the period. */
  int length() {
    return form.length();
  }
}
