package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/**
 * How large the elements of a document are in SQLite's binary form of it, for its table functions
 * number them by where they are there: a header by the size of what follows, and the text or the
 * elements.
 */
final class JsonSizes {
  private static final int MOST_IN_HEADER = 11;

  private JsonSizes() {}

  /** To be called for a document before anything else, which then holds for all that is in it. */
  static void measure(JsonNode node) {
    node.size = node.kind.isContainer() ? ofElements(node) : ofText(node);
  }

  /** How far behind the start of an element its contents are. */
  static int header(JsonNode node) {
    if (node.size <= MOST_IN_HEADER) {
      return 1;
    }
    return node.size <= 0xff ? 2 : node.size <= 0xffff ? 3 : 5;
  }

  /** All of an element; 0 if there is none. */
  static int all(@Nullable JsonNode node) {
    return node == null ? 0 : header(node) + node.size;
  }

  private static int ofElements(JsonNode container) {
    int size = 0;
    for (JsonNode element = container.first; element != null; element = element.next) {
      if (element.label != null) {
        measure(element.label);
      }
      measure(element);
      size += all(element.label) + all(element);
    }
    return size;
  }

  private static int ofText(JsonNode node) {
    return switch (node.kind) {
      case NULL, TRUE, FALSE -> 0;
      default -> {
        int bytes = 0;
        for (int i = node.from; i < node.to; i++) {
          char c = node.text.charAt(i);
          // half a surrogate pair is two bytes of four
          bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        yield bytes;
      }
    };
  }
}
