package dev.rhei.router;

import dev.rhei.router.QueryFacts.Constant;
import dev.rhei.router.QueryFacts.Operand;
import dev.rhei.router.QueryFacts.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a query is run with, or that they are not known yet. Used by one thread. */
final class Values {
  /** Stands for a value that is not known. */
  static final Object UNKNOWN = new Object();

  private final @Nullable List<? extends @Nullable Object> parameters;

  private boolean asked;

  private Values(@Nullable List<? extends @Nullable Object> parameters) {
    this.parameters = parameters;
  }

  /** Parameters could be anything. */
  static Values any() {
    return new Values(null);
  }

  /** In the order of the placeholders. */
  static Values of(List<? extends @Nullable Object> parameters) {
    return new Values(parameters);
  }

  /** The value; null for NULL; {@link #UNKNOWN}. */
  @Nullable Object of(Operand operand) {
    if (operand instanceof Constant constant) {
      return constant.value();
    }
    if (operand instanceof Parameter parameter) {
      asked = true;
      if (parameters != null && parameter.number() <= parameters.size()) {
        return parameters.get(parameter.number() - 1);
      }
    }
    return UNKNOWN;
  }

  /** Whether a parameter's value was asked for. */
  boolean asked() {
    return asked;
  }
}
