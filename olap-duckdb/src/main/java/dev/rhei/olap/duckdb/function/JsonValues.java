package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/**
 * Between values of SQL and elements of JSON. Values for JSON come as {@link Tagged} does, with one
 * class more: {@code j[1]} is JSON and no text. For one thread.
 */
final class JsonValues {
  static final char JSON = 'j';

  private static final int SURE_DIGITS = 18;

  private final JsonReader reader = new JsonReader();
  private final Values values;

  JsonValues(Values values) {
    this.values = values;
  }

  /** The tagged value of an element; that of a container is a text, or JSON if wanted. */
  @Nullable String tagged(JsonNode node, boolean asJson) {
    return switch (node.kind) {
      case NULL -> null;
      case TRUE -> "i1";
      case FALSE -> "i0";
      case INTEGER -> integer(node.text.substring(node.from, node.to));
      case HEX -> hex(node);
      case REAL, BARE_REAL -> Tagged.real(values.real(node.text.substring(node.from, node.to)));
      case TEXT, ESCAPED, LOOSE, RAW -> Tagged.text(JsonCharacters.decoded(node));
      case ARRAY, OBJECT -> (asJson ? JSON : 't') + JsonWriter.text(node);
    };
  }

  /** Writes a tagged value as JSON. */
  void write(@Nullable String tagged, StringBuilder out) {
    if (tagged == null) {
      out.append("null");
      return;
    }
    switch (tagged.charAt(0)) {
      case 'i', JSON -> out.append(tagged, 1, tagged.length());
      case 'r' -> {
        double real = Double.parseDouble(tagged.substring(1));
        out.append(Double.isInfinite(real) ? (real < 0 ? "-9.0e+999" : "9.0e+999") : text(real));
      }
      case 't' -> JsonWriter.quote(tagged.substring(1), out);
      default -> throw blob();
    }
  }

  /** The element for a tagged value, not yet part of a document. */
  JsonNode node(@Nullable String tagged) {
    if (tagged == null) {
      return JsonNode.empty(JsonKind.NULL);
    }
    String payload = tagged.substring(1);
    return switch (tagged.charAt(0)) {
      case JSON -> reader.document(payload);
      case 'i' -> JsonNode.of(JsonKind.INTEGER, payload);
      case 'r' -> {
        double real = Double.parseDouble(payload);
        yield Double.isInfinite(real)
            ? JsonReader.infinity(real < 0)
            : JsonNode.of(JsonKind.REAL, text(real));
      }
      case 't' -> JsonNode.of(JsonKind.RAW, payload);
      default -> throw blob();
    };
  }

  private String integer(String digits) {
    if (digits.length() <= SURE_DIGITS) {
      return digits.equals("-0") ? "i0" : "i" + digits;
    }
    return Tagged.encode(values.numeric(digits));
  }

  private static String hex(JsonNode node) {
    boolean negative = node.text.charAt(node.from) == '-';
    long size = JsonWriter.unsigned(node);
    if (size >= 0) {
      return Tagged.integer(negative ? -size : size);
    }
    double real = (double) ((size >>> 1) | (size & 1)) * 2.0;
    return Tagged.real(negative ? -real : real);
  }

  private String text(double real) {
    return values.text(real);
  }

  private static LeftToSqlite blob() {
    return new LeftToSqlite("a blob in JSON");
  }
}
