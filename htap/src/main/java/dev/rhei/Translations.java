package dev.rhei;

import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The translations of one text by the kinds of its parameters. Thread-safe. */
final class Translations {
  /** Few texts are used with parameters of more kinds than these. */
  private static final int MOST = 16;

  private final QueryTranslator translator;
  private final String sql;
  private final SchemaRegistry tables;
  private final Map<List<ValueKind>, Translation> byKinds = new ConcurrentHashMap<>();

  Translations(QueryTranslator translator, String sql, SchemaRegistry tables) {
    this.translator = translator;
    this.sql = sql;
    this.tables = tables;
  }

  /**
   * The translation.
   *
   * @param parameters in SQLite's own types
   */
  Translation of(List<@Nullable Object> parameters) {
    List<ValueKind> kinds = kinds(parameters);
    Translation known = byKinds.get(kinds);
    if (known == null) {
      known = translator.translate(sql, kinds, tables);
      keep(kinds, known);
    }
    return known;
  }

  /** From now on the copy does not answer this, until its tables change. */
  void refuse(List<@Nullable Object> parameters, String reason) {
    keep(kinds(parameters), new Translation.Refused(reason));
  }

  private void keep(List<ValueKind> kinds, Translation translation) {
    if (byKinds.size() >= MOST) {
      byKinds.clear();
    }
    byKinds.put(kinds, translation);
  }

  private static List<ValueKind> kinds(List<@Nullable Object> parameters) {
    List<ValueKind> kinds = new ArrayList<>(parameters.size());
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
