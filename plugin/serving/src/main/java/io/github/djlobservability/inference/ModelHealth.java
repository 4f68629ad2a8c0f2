package io.github.djlobservability.inference;

import ai.djl.Model;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.util.Utils;

/**
 * Tells whether the server serves a model, or answers each request for it that it isn't ready.
 * Stateless.
 *
 * <p>The Python engine counts in a property of the model how often its process failed; past a
 * threshold the server gives the model up. The server's own status says so too, but asked for it
 * writes a line of log each time, or ends the process where it is told to fail fast; so of a model
 * that has failures it is worked out here.
 */
final class ModelHealth {
  private static final String FAILURES = "failed";
  private static final String THRESHOLD = "retry_threshold";
  private static final String DEFAULT_THRESHOLD = "SERVING_RETRY_THRESHOLD";
  private static final String OVERRIDE = "SERVING_HEALTH_CHECK_OVERRIDE";

  private ModelHealth() {}

  static boolean isHealthy(ModelInfo<?, ?> model) {
    for (Model loaded : model.getModels().values()) {
      int failures = loaded.intProperty(FAILURES, 0);
      if (failures > 0) {
        return failures <= loaded.intProperty(THRESHOLD, defaultThreshold()) || isOverridden();
      }
    }
    return model.getStatus() == WorkerPoolConfig.Status.READY;
  }

  private static int defaultThreshold() {
    return Integer.parseInt(Utils.getenv(DEFAULT_THRESHOLD, "0"));
  }

  private static boolean isOverridden() {
    return Boolean.parseBoolean(Utils.getEnvOrSystemProperty(OVERRIDE));
  }
}
