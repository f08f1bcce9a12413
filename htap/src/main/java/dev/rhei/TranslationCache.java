package dev.rhei;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translations by text, kinds of parameters and version of the tables. Thread-safe. */
final class TranslationCache {
  /** Characters of SQL; a translation is of the order of its text. */
  private static final long MAX_CHARACTERS = 4L << 20;

  private final QueryTranslator translator;
  private final Cache<Key, Translation> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .weigher((Key key, Translation value) -> key.sql().length() + 256)
          .executor(Runnable::run) // no thread of the common pool for our upkeep
          .build();

  TranslationCache(QueryTranslator translator) {
    this.translator = translator;
  }

  private record Key(String sql, List<ValueKind> kinds, long tablesVersion) {}

  /**
   * The translation.
   *
   * @param parameters in SQLite's own types
   */
  Translation translate(String sql, List<@Nullable Object> parameters, SchemaRegistry tables) {
    List<ValueKind> kinds = kinds(parameters);
    Key key = new Key(sql, kinds, tables.version());
    return cache.get(key, k -> translator.translate(sql, kinds, tables));
  }

  /** From now on the copy does not answer this, until its tables change. */
  void refuse(String sql, List<@Nullable Object> parameters, SchemaRegistry tables, String reason) {
    cache.put(new Key(sql, kinds(parameters), tables.version()), new Translation.Refused(reason));
  }

  private static List<ValueKind> kinds(List<@Nullable Object> parameters) {
    List<ValueKind> kinds = new ArrayList<>();
    for (Object parameter : parameters) {
      kinds.add(kind(parameter));
    }
    return kinds;
  }

  private static ValueKind kind(@Nullable Object parameter) {
    if (parameter instanceof Long) {
      return ValueKind.INTEGER;
    }
    if (parameter instanceof Double) {
      return ValueKind.REAL;
    }
    return parameter instanceof byte[] ? ValueKind.BLOB : ValueKind.TEXT;
  }
}
