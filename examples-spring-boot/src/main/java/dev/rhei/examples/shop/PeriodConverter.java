package dev.rhei.examples.shop;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Periods as they are written in an address: in any case. */
@Component
final class PeriodConverter implements Converter<String, Period> {
  @Override
  public Period convert(String name) {
    return Period.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
