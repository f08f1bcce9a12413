package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/** The arguments of a date function, a time and modifiers, to a {@link Moment}. For one thread. */
final class Moments {
  /** How the present is passed on: its milliseconds since 1970, instead of a class of SQLite's. */
  static final char NOW = 'n';

  private final MomentReader reader = new MomentReader();
  private final MomentModifier modifiers = new MomentModifier();
  private final Moment moment = new Moment();

  /** Of a text; the modifiers begin at that argument. Null: there is no such time. */
  @Nullable Moment ofText(String text, Row row, int from) {
    moment.clear();
    return reader.read(text, moment) ? finish(row, from) : null;
  }

  /** Of a number. */
  @Nullable Moment ofReal(double number, Row row, int from) {
    moment.clear();
    moment.setNumber(number);
    return finish(row, from);
  }

  /** Of a tagged value, or of the present. */
  @Nullable Moment ofAny(String tagged, Values values, Row row, int from) {
    if (tagged.charAt(0) == NOW) {
      moment.clear();
      moment.setJulian(Long.parseLong(tagged, 1, tagged.length(), 10) + Moment.EPOCH);
      return finish(row, from);
    }
    Object value = Tagged.decode(tagged);
    return Values.isNumber(value)
        ? ofReal(values.real(value), row, from)
        : ofText(values.text(value), row, from);
  }

  private @Nullable Moment finish(Row row, int from) {
    for (int i = from; i < row.count(); i++) {
      if (!modifiers.apply(row.text(i), moment, i == from)) {
        return null;
      }
    }
    moment.needJulian();
    if (moment.failed || !moment.inRange()) {
      return null;
    }
    if (row.count() == from && moment.hasDate && moment.day > 28) {
      moment.hasDate = false; // 31 February is 3 March
    }
    return moment;
  }
}
