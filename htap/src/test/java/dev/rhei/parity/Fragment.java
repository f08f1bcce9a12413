package dev.rhei.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A piece of SQL as a tree: enough of a structure to make a query smaller, and no more. Whether
 * what is left makes sense, SQLite says.
 *
 * @param parts texts and fragments, in order
 */
record Fragment(Kind kind, List<Object> parts) {
  /** What may be done to a fragment to make it smaller. */
  enum Kind {
    /** May be replaced by an expression within it, or by a literal. */
    EXPRESSION,
    /** May be replaced by a query within it. */
    QUERY,
    /** May be left out. */
    CLAUSE,
    /** Its parts are items, all but one of which may be left out. */
    LIST,
    /** Only its parts may be made smaller. */
    FIXED
  }

  private static final List<String> LITERALS = List.of("NULL", "1", "'a'");

  Fragment {
    parts = List.copyOf(parts);
  }

  static Fragment expression(Object... parts) {
    return new Fragment(Kind.EXPRESSION, List.of(parts));
  }

  static Fragment query(Object... parts) {
    return new Fragment(Kind.QUERY, List.of(parts));
  }

  static Fragment clause(Object... parts) {
    return new Fragment(Kind.CLAUSE, List.of(parts));
  }

  static Fragment fixed(Object... parts) {
    return new Fragment(Kind.FIXED, List.of(parts));
  }

  static Fragment list(List<Fragment> items) {
    return new Fragment(Kind.LIST, List.copyOf(items));
  }

  static Fragment nothing() {
    return fixed();
  }

  /** The text. */
  String sql() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    boolean first = true;
    for (Object part : parts) {
      if (kind == Kind.LIST && !first) {
        text.append(", ");
      }
      first = false;
      if (part instanceof Fragment fragment) {
        fragment.append(text);
      } else {
        text.append(part);
      }
    }
  }

  /** All that this may become by one step, the largest steps first. */
  List<Fragment> smaller() {
    List<Fragment> results = new ArrayList<>();
    switch (kind) {
      case EXPRESSION -> {
        inner(Kind.EXPRESSION, results::add);
        if (parts.size() > 1) {
          LITERALS.forEach(literal -> results.add(expression(literal)));
        }
      }
      case QUERY -> inner(Kind.QUERY, results::add);
      case CLAUSE -> {
        if (!parts.isEmpty()) {
          results.add(clause());
        }
      }
      case LIST -> {
        for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
          List<Object> fewer = new ArrayList<>(parts);
          fewer.remove(i);
          results.add(new Fragment(kind, fewer));
        }
      }
      case FIXED -> {}
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Fragment part) {
        for (Fragment smaller : part.smaller()) {
          List<Object> changed = new ArrayList<>(parts);
          changed.set(i, smaller);
          results.add(new Fragment(kind, changed));
        }
      }
    }
    return results;
  }

  /** The nearest fragments of a kind within this one. */
  private void inner(Kind wanted, Consumer<Fragment> found) {
    for (Object part : parts) {
      if (part instanceof Fragment fragment) {
        if (fragment.kind == wanted) {
          found.accept(fragment);
        } else {
          fragment.inner(wanted, found);
        }
      }
    }
  }
}
