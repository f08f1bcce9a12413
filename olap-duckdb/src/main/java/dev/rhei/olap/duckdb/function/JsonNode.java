package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/**
 * An element of a JSON document: a scalar is a part of the text it was read from, a container a
 * chain of elements.
 */
final class JsonNode {
  JsonKind kind;
  String text;
  int from;
  int to;

  /** Its name if it is a member of an object. */
  @Nullable JsonNode label;

  /** Its first element if it is a container. */
  @Nullable JsonNode first;

  /** The element that follows in the same container. */
  @Nullable JsonNode next;

  /** Its size in SQLite's binary form, without a header: see {@link JsonSizes}. */
  int size;

  JsonNode(JsonKind kind, String text, int from, int to) {
    this.kind = kind;
    this.text = text;
    this.from = from;
    this.to = to;
  }

  static JsonNode of(JsonKind kind, String text) {
    return new JsonNode(kind, text, 0, text.length());
  }

  static JsonNode empty(JsonKind kind) {
    return new JsonNode(kind, "", 0, 0);
  }

  /** Becomes what the other is, at the place where this one is. */
  void become(JsonNode other) {
    kind = other.kind;
    text = other.text;
    from = other.from;
    to = other.to;
    first = other.first;
  }

  /** Adds an element behind the others. */
  void append(JsonNode element) {
    JsonNode last = first;
    if (last == null) {
      first = element;
      return;
    }
    while (last.next != null) {
      last = last.next;
    }
    last.next = element;
  }

  void remove(JsonNode element) {
    if (first == element) {
      first = element.next;
      return;
    }
    for (JsonNode before = first; before != null; before = before.next) {
      if (before.next == element) {
        before.next = element.next;
        return;
      }
    }
  }

  /** How many elements there are. */
  int count() {
    int count = 0;
    for (JsonNode element = first; element != null; element = element.next) {
      count++;
    }
    return count;
  }

  /** The first member of that name. */
  @Nullable JsonNode member(JsonNode name) {
    for (JsonNode member = first; member != null; member = member.next) {
      if (member.label != null && JsonCharacters.same(name, member.label)) {
        return member;
      }
    }
    return null;
  }
}
