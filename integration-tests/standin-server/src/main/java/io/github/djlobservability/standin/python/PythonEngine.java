package io.github.djlobservability.standin.python;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.passthrough.PassthroughNDManager;
import org.jspecify.annotations.Nullable;

/** Makes models whose inputs go to a handler as they are: no translator, no tensors. */
final class PythonEngine extends Engine {

  static final String NAME = "Python";
  static final int RANK = 10;

  @Override
  public @Nullable Engine getAlternativeEngine() {
    return null;
  }

  @Override
  public String getEngineName() {
    return NAME;
  }

  @Override
  public int getRank() {
    return RANK;
  }

  @Override
  public String getVersion() {
    return "stand-in";
  }

  @Override
  public boolean hasCapability(String capability) {
    return true;
  }

  @Override
  public Model newModel(String name, @Nullable Device device) {
    return new PythonModel(name, newBaseManager(device));
  }

  @Override
  public NDManager newBaseManager() {
    return newBaseManager(null);
  }

  @Override
  public NDManager newBaseManager(@Nullable Device device) {
    return new PassthroughNDManager(this, device);
  }
}
