package io.github.djlobservability.standin.python;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/** Announces the engine {@code Python} to DJL. */
public final class PythonEngineProvider implements EngineProvider {

  private final Engine engine = new PythonEngine();

  public PythonEngineProvider() {}

  @Override
  public String getEngineName() {
    return PythonEngine.NAME;
  }

  @Override
  public int getEngineRank() {
    return PythonEngine.RANK;
  }

  @Override
  public Engine getEngine() {
    return engine;
  }
}
