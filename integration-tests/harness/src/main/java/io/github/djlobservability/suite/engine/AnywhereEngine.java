package io.github.djlobservability.suite.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * Runs ONNX models on whatever device is asked for, as far as the server can tell: they are
 * computed on the CPU.
 */
final class AnywhereEngine extends Engine {

  static final String NAME = "Anywhere";

  /** After all others, so that it is never the default. */
  static final int RANK = 100;

  private static Engine onnx() {
    return Engine.getEngine("OnnxRuntime");
  }

  @Override
  public @Nullable Engine getAlternativeEngine() {
    return onnx().getAlternativeEngine();
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
    return onnx().getVersion();
  }

  @Override
  public boolean hasCapability(String capability) {
    return onnx().hasCapability(capability);
  }

  @Override
  public Model newModel(String name, Device device) {
    return onnx().newModel(name, Device.cpu());
  }

  @Override
  public NDManager newBaseManager() {
    return onnx().newBaseManager();
  }

  @Override
  public NDManager newBaseManager(Device device) {
    return onnx().newBaseManager(Device.cpu());
  }
}
