package ai.djl.serving.wlm;

import ai.djl.repository.zoo.Criteria;
import ai.djl.translate.NoopServingTranslatorFactory;
import ai.djl.util.Utils;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects the arguments with which DJL loads a model: arguments for translators, options for the
 * engine.
 */
final class ModelArguments {

  private static final String OPTION = "option.";

  private final Map<String, Object> arguments = new ConcurrentHashMap<>();
  private final Map<String, String> options = new ConcurrentHashMap<>();

  /** Returns the live map. */
  Map<String, Object> arguments() {
    return arguments;
  }

  void addWorkersFromEnvironment() {
    addFromEnvironment("SERVING_MAX_WORKERS", "maxWorkers");
    addFromEnvironment("SERVING_MIN_WORKERS", "minWorkers");
  }

  private void addFromEnvironment(String variable, String key) {
    String value = Utils.getenv(variable);
    if (value != null) {
      arguments.putIfAbsent(key, value);
    }
  }

  /** Keys that start with {@code option.} are options, all others arguments. */
  void addAll(Properties properties) {
    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      if (key.startsWith(OPTION)) {
        options.put(key.substring(OPTION.length()), value);
      } else {
        arguments.put(key, value);
      }
    }
  }

  /** Items that come in batches are stacked, unless an argument says how to do it. */
  void addTo(Criteria.Builder<?, ?> criteria, String engineName, int batchSize) {
    criteria.optArguments(arguments).optOptions(options);
    if (batchSize > 1 && !arguments.containsKey("batchifier")) {
      criteria.optArgument("batchifier", "stack");
    }
    if ("Python".equals(engineName)
        && !arguments.containsKey("translator")
        && !arguments.containsKey("translatorFactory")) {
      criteria.optTranslatorFactory(new NoopServingTranslatorFactory());
    }
  }
}
