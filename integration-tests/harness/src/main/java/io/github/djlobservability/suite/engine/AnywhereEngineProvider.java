package io.github.djlobservability.suite.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/** How DJL finds {@link AnywhereEngine}. */
public final class AnywhereEngineProvider implements EngineProvider {

  private final Engine engine = new AnywhereEngine();

  @Override
  public String getEngineName() {
    return AnywhereEngine.NAME;
  }

  @Override
  public int getEngineRank() {
    return AnywhereEngine.RANK;
  }

  @Override
  public Engine getEngine() {
    return engine;
  }
}
