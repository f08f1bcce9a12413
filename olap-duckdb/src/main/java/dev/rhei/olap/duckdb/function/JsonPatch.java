package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/** RFC 7396: what {@code json_patch} does. */
final class JsonPatch {
  private JsonPatch() {}

  /** Merges the patch, whose parts become parts of the target, into the target. */
  static void merge(JsonNode target, JsonNode patch) {
    if (patch.kind != JsonKind.OBJECT) {
      target.become(patch);
      return;
    }
    if (target.kind != JsonKind.OBJECT) {
      target.become(JsonNode.empty(JsonKind.OBJECT));
    }
    JsonNode following;
    for (JsonNode change = patch.first; change != null; change = following) {
      following = change.next;
      change.next = null;
      merge(target, change, change.label);
    }
  }

  private static void merge(JsonNode target, JsonNode change, @Nullable JsonNode name) {
    JsonNode member = name == null ? null : target.member(name);
    if (change.kind == JsonKind.NULL) {
      if (member != null) {
        target.remove(member);
      }
    } else if (member != null) {
      merge(member, change);
    } else if (change.kind == JsonKind.OBJECT) {
      JsonNode added = JsonNode.empty(JsonKind.NULL);
      added.label = name;
      target.append(added);
      merge(added, change);
    } else {
      target.append(change);
    }
  }
}
