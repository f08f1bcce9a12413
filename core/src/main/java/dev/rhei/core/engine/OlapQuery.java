package dev.rhei.core.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A translated query, ready to run on the copy.
 *
 * @param translated the query
 * @param parameters the caller's parameters, in the caller's order
 * @param tablesVersion the {@link OlapBackend#tablesVersion} it was translated for
 * @param options limits
 */
public record OlapQuery(
    Translation.Translated translated,
    List<@Nullable Object> parameters,
    long tablesVersion,
    QueryOptions options) {
  /** Copies the list; its elements may be null. */
  public OlapQuery(
      Translation.Translated translated,
      List<@Nullable Object> parameters,
      long tablesVersion,
      QueryOptions options) {
    this.translated = translated;
    this.parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    this.tablesVersion = tablesVersion;
    this.options = options;
  }
}
