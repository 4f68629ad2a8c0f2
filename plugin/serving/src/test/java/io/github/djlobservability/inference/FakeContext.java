package io.github.djlobservability.inference;

import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.translate.TranslatorContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of one prediction: attachments, and a manager that is closed with it. */
final class FakeContext implements TranslatorContext {
  private final Map<String, Object> attachments = new HashMap<>();
  private final NDManager manager;

  FakeContext(NDManager manager) {
    this.manager = manager;
  }

  @Override
  public Model getModel() {
    throw new AssertionError("not asked for");
  }

  @Override
  public NDManager getNDManager() {
    return manager;
  }

  @Override
  public NDManager getPredictorManager() {
    return manager;
  }

  @Override
  public Block getBlock() {
    throw new AssertionError("not asked for");
  }

  @Override
  public Metrics getMetrics() {
    throw new AssertionError("not asked for");
  }

  @Override
  public @Nullable Object getAttachment(String key) {
    return attachments.get(key);
  }

  @Override
  public void setAttachment(String key, Object value) {
    attachments.put(key, value);
  }

  @Override
  public void close() {
    manager.close();
  }
}
