package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;

/**
 * {@code text LIKE 'pattern'}. SQLite folds the case of ASCII letters only; DuckDB's ILIKE folds
 * all of Unicode, where two characters fold to an ASCII letter: the Kelvin sign and the capital I
 * with a dot. They are taken out of the text if the pattern could match them.
 */
final class Like {
  private static final String KELVIN = "'\u212A'";
  private static final String DOTTED_I = "'\u0130'";

  /** One character that folds to no ASCII letter, to stand for the two. */
  private static final String NEUTRAL = "'\u00E9'";

  private Like() {}

  static Typed like(Typed text, Typed pattern) {
    Refusal.unless(text.kind() == Kind.TEXT, "LIKE on " + text.kind());
    if (!(pattern.constant() instanceof String constant)) {
      throw new Refusal("LIKE with a pattern that is not a literal");
    }
    boolean letters = false;
    boolean folded = false;
    for (int i = 0; i < constant.length(); i++) {
      char c = constant.charAt(i);
      Refusal.unless(c < 0x80 && c != '\\', "LIKE with a pattern beyond plain ASCII");
      letters |= Character.isLetter(c);
      folded |= "kKiI".indexOf(c) >= 0;
    }
    String subject = Functions.withoutNul(text);
    String literal = Identifier.literal(constant);
    if (!letters) {
      return Typed.condition("(" + subject + " LIKE " + literal + ")");
    }
    String matches = "(" + subject + " ILIKE " + literal + ")";
    if (!folded) {
      return Typed.condition(matches);
    }
    String cleaned =
        "replace(replace(%s, %s, %s), %s, %s)"
            .formatted(subject, KELVIN, NEUTRAL, DOTTED_I, NEUTRAL);
    return Typed.condition("(" + matches + " AND (" + cleaned + " ILIKE " + literal + "))");
  }
}
