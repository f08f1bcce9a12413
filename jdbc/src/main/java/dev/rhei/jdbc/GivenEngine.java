package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import dev.rhei.core.error.HtapException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine that the application opened and will close. */
final class GivenEngine implements Engines {
  private static final Logger LOG = LoggerFactory.getLogger(GivenEngine.class);

  private final HtapEngine engine;

  GivenEngine(HtapEngine engine) {
    this.engine = engine;
  }

  @Override
  public HtapEngine current() {
    return engine;
  }

  @Override
  public HtapEngine require() {
    return engine;
  }

  @Override
  public void schemaChanged() {
    noteSchemaChange(engine);
  }

  static void noteSchemaChange(HtapEngine engine) {
    try {
      engine.noteSchemaChange();
    } catch (HtapException e) {
      LOG.warn("the copy could not follow a change of schema; the replay will find it", e);
    }
  }

  @Override
  public void release() {
    // it is the application's
  }
}
