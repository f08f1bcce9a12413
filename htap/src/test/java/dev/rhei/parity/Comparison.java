package dev.rhei.parity;

import dev.rhei.core.route.QueryTarget;
import dev.rhei.parity.MirroredFile.Answered;
import dev.rhei.parity.Outcome.Place;
import java.sql.SQLException;
import java.util.Optional;

/** Asks both for one query. */
final class Comparison {
  private final Script script;
  private final MirroredFile file;

  Comparison(Script script, MirroredFile file) {
    this.script = script;
    this.file = file;
  }

  Outcome of(Step.Ask ask) {
    Answer expected;
    try {
      expected = file.oracle().ask(ask.sql(), ask.parameters());
    } catch (SQLException e) {
      return refused(ask, e);
    }
    Answered answered;
    try {
      answered = file.ask(ask.sql(), ask.parameters());
    } catch (RuntimeException e) {
      return outcome(ask, Place.SQLITE, Verdict.WRONG, "", "SQLite: " + expected + "\nours: " + e);
    }
    Verdict verdict =
        Verdict.of(file.oracle(), ask.sql(), ask.parameters(), expected, answered.answer());
    String difference = verdict == Verdict.SAME ? "" : difference(ask, expected, answered);
    if (answered.route().target() == QueryTarget.OLAP) {
      return outcome(ask, Place.COPY, verdict, "", difference);
    }
    Optional<String> unmirrored = file.unmirroredIn(ask.sql());
    return unmirrored.isPresent()
        ? outcome(ask, Place.UNMIRRORED, verdict, unmirrored.get(), difference)
        : outcome(ask, Place.SQLITE, verdict, reason(ask, answered), difference);
  }

  private String reason(Step.Ask ask, Answered answered) {
    return (file.readsView(ask.sql()) ? "reads a view: " : "") + answered.route().reason();
  }

  /** What SQLite refuses, the copy must not answer. */
  private Outcome refused(Step.Ask ask, SQLException refusal) {
    try {
      Answered answered = file.ask(ask.sql(), ask.parameters());
      if (answered.route().target() == QueryTarget.OLAP) {
        String difference = "SQLite: " + refusal.getMessage() + "\nours: " + answered.answer();
        return outcome(ask, Place.COPY, Verdict.ofRefused(refusal), "", difference);
      }
    } catch (RuntimeException e) {
      // as it should
    }
    return outcome(ask, Place.REFUSED, Verdict.SAME, String.valueOf(refusal.getMessage()), "");
  }

  private String difference(Step.Ask ask, Answer expected, Answered answered) {
    return "SQLite: "
        + expected
        + "\nours:   "
        + answered.answer()
        + "\nby "
        + answered.route().target()
        + ": "
        + file.translation(ask.sql(), ask.parameters());
  }

  private Outcome outcome(
      Step.Ask ask, Place place, Verdict verdict, String reason, String difference) {
    return new Outcome(script, ask, place, verdict, reason, difference);
  }
}
