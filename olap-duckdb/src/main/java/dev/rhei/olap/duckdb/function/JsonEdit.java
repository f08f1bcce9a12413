package dev.rhei.olap.duckdb.function;

import dev.rhei.olap.duckdb.function.JsonPath.Element;
import dev.rhei.olap.duckdb.function.JsonPath.Member;
import dev.rhei.olap.duckdb.function.JsonPath.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a JSON document at a path, as {@code json_set} and its relatives do. */
enum JsonEdit {
  /** Only where there is nothing. */
  INSERT("rhei_json_insert", true, false),
  /** Only where there is something. */
  REPLACE("rhei_json_replace", false, true),
  /** Either. */
  SET("rhei_json_set", true, true),
  /** Into an array, in front of what is there. */
  ARRAY_INSERT("rhei_json_array_insert", true, false);

  private final String function;
  private final boolean inserts;
  private final boolean replaces;

  JsonEdit(String function, boolean inserts, boolean replaces) {
    this.function = function;
    this.inserts = inserts;
    this.replaces = replaces;
  }

  /** What it is called in DuckDB. */
  String function() {
    return function;
  }

  /** Puts the value there, which becomes part of the document. */
  void apply(JsonNode root, JsonPath path, JsonNode value) {
    List<Step> steps = path.steps();
    JsonNode parent = root;
    JsonNode node = root;
    for (int i = 0; i < steps.size(); i++) {
      parent = node;
      node = JsonPath.follow(parent, steps.get(i));
      if (node == null) {
        if (inserts) {
          grow(parent, steps, i, value);
        }
        return;
      }
    }
    if (replaces) {
      node.become(value);
    } else if (this == ARRAY_INSERT && parent != node) {
      requireArray(steps);
      insertBefore(parent, node, value);
    }
  }

  /** Takes away what is there; the path is not that of the document itself. */
  static void remove(JsonNode root, JsonPath path) {
    JsonNode parent = root;
    JsonNode node = root;
    for (Step step : path.steps()) {
      parent = node;
      node = JsonPath.follow(parent, step);
      if (node == null) {
        return;
      }
    }
    parent.remove(node);
  }

  private void requireArray(List<Step> steps) {
    if (this == ARRAY_INSERT && !(steps.get(steps.size() - 1) instanceof Element)) {
      throw new LeftToSqlite("no element of an array");
    }
  }

  private static void insertBefore(JsonNode parent, JsonNode node, JsonNode value) {
    value.next = node;
    if (parent.first == node) {
      parent.first = value;
      return;
    }
    JsonNode before = parent.first;
    while (before != null && before.next != node) {
      before = before.next;
    }
    if (before != null) {
      before.next = value;
    }
  }

  /** Adds to the container what is missing for the rest of the path to lead to the value. */
  private void grow(JsonNode parent, List<Step> steps, int first, JsonNode value) {
    Step step = steps.get(first);
    boolean fits =
        step instanceof Member
            ? parent.kind == JsonKind.OBJECT
            : step instanceof Element element
                && parent.kind == JsonKind.ARRAY
                && JsonPath.index(parent, element) == parent.count();
    if (!fits) {
      return;
    }
    requireArray(steps);
    JsonNode content = content(steps, first + 1, value);
    if (content != null) {
      content.label = step instanceof Member member ? member.name() : null;
      parent.append(content);
    }
  }

  private static @Nullable JsonNode content(List<Step> steps, int from, JsonNode value) {
    JsonNode content = value;
    for (int i = steps.size() - 1; i >= from; i--) {
      Step step = steps.get(i);
      JsonNode outer;
      if (step instanceof Member member) {
        outer = JsonNode.empty(JsonKind.OBJECT);
        content.label = member.name();
      } else if (step instanceof Element element) {
        outer = JsonNode.empty(JsonKind.ARRAY);
        if (element.index() != 0) {
          return null; // not the end of an empty array
        }
      } else {
        throw JsonPath.wrong();
      }
      outer.append(content);
      content = outer;
    }
    return content;
  }
}
