package io.github.djlobservability.config;

import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Right;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings and remembers what was wrong with them.
 *
 * <p>A wrong setting is reported, and the next value in line is used in its place; in strict mode
 * it is fatal. Thread-safe.
 */
public final class Configuration {
  private static final String SERVER = "server";

  private final ServerSettings server;
  private final Map<String, List<ConfigurationProblem>> problemsBySource =
      new ConcurrentHashMap<>();
  private final Consumer<ConfigurationProblem> reporter;

  /**
   * Reads the server's settings.
   *
   * @param properties the server's configuration; keys of others are left alone
   * @param environment the environment's variables; they win over the properties
   * @param reporter told once of every problem
   * @throws InvalidConfigurationException for a wrong setting in strict mode
   */
  public Configuration(
      Properties properties,
      Map<String, String> environment,
      Consumer<ConfigurationProblem> reporter) {
    this.reporter = reporter;
    Reading reading = new Reading();
    Map<String, String> values = reading.ofEnvironment(environment);
    reading.ofProperties(SERVER, properties, true).forEach(values::putIfAbsent);
    ModelSettings all = reading.model(SERVER, values, ModelSettings.DEFAULTS);
    server =
        new ServerSettings(
            all.enabled(),
            reading.value(SERVER, Setting.STRICT, values, false),
            reading.optional(SERVER, Setting.STATE_FOLDER, values, null),
            access(reading, values),
            new HardwareSettings(
                reading.value(
                    SERVER, Setting.HARDWARE, values, HardwareSettings.DEFAULTS.enabled()),
                reading.value(
                    SERVER, Setting.GPU_LIBRARY, values, HardwareSettings.DEFAULTS.gpuLibrary())),
            // A server that is switched off never gets as far as a model.
            all.withEnabled(true));
    report(SERVER, reading.problems);
  }

  private static AccessSettings access(Reading reading, Map<String, String> values) {
    Map<Right, String> tokens = new EnumMap<>(Right.class);
    Map<Right, Setting<String>> settings =
        Map.of(
            Right.SCRAPE, Setting.TOKEN_SCRAPE,
            Right.READ, Setting.TOKEN_READ,
            Right.LABEL, Setting.TOKEN_LABEL,
            Right.MANAGE, Setting.TOKEN_MANAGE);
    settings.forEach(
        (right, setting) -> {
          String token = reading.optional(SERVER, setting, values, null);
          if (token != null) {
            tokens.put(right, token);
          }
        });
    AccessSettings defaults = AccessSettings.DEFAULTS;
    return new AccessSettings(
        tokens,
        reading.value(SERVER, Setting.OPEN_SCRAPE, values, defaults.openScrape()),
        reading.value(SERVER, Setting.NETWORKS, values, defaults.networks()),
        reading.value(SERVER, Setting.HOSTS, values, defaults.hosts()));
  }

  /** Returns the server's settings. */
  public ServerSettings server() {
    return server;
  }

  /**
   * Reads a model's settings.
   *
   * @param model the model's name and version, for messages
   * @param properties the model's properties; keys of others are left alone
   * @throws InvalidConfigurationException for a wrong setting in strict mode
   */
  public ModelSettings model(String model, Properties properties) {
    String source = sourceOf(model);
    Reading reading = new Reading();
    Map<String, String> values = reading.ofProperties(source, properties, false);
    ModelSettings settings = reading.model(source, values, server.modelDefaults());
    report(source, reading.problems);
    return settings;
  }

  /**
   * Takes note of settings that aren't ours and that their owner refused.
   *
   * @throws InvalidConfigurationException in strict mode
   */
  public void refused(ConfigurationProblem problem) {
    report(problem.source(), List.of(problem));
  }

  /** Returns what is wrong at the moment. */
  public List<ConfigurationProblem> problems() {
    return problemsBySource.values().stream().flatMap(List::stream).collect(Collectors.toList());
  }

  /** Forgets what was wrong with a model that is gone. */
  public void forget(String model) {
    problemsBySource.remove(sourceOf(model));
  }

  private static String sourceOf(String model) {
    return "model " + model;
  }

  private void report(String source, List<ConfigurationProblem> problems) {
    if (server.strict() && !problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
    problemsBySource.put(source, List.copyOf(problems));
    problems.forEach(reporter);
  }

  /** One pass over one source of settings, collecting its problems. */
  private static final class Reading {
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    Map<String, String> ofProperties(String source, Properties properties, boolean ofServer) {
      List<Setting<?>> known =
          Setting.ALL.stream().filter(s -> ofServer || s.perModel()).collect(Collectors.toList());
      Map<String, String> values = new ConcurrentHashMap<>();
      for (String key : properties.stringPropertyNames()) {
        if (key.startsWith(Setting.PREFIX)) {
          String value = properties.getProperty(key).trim();
          if (known.stream().anyMatch(s -> s.key().equals(key))) {
            values.put(key, value);
          } else {
            problems.add(new ConfigurationProblem(source, key, value, keys(known)));
          }
        }
      }
      return values;
    }

    Map<String, String> ofEnvironment(Map<String, String> environment) {
      Map<String, String> values = new ConcurrentHashMap<>();
      environment.forEach(
          (name, value) -> {
            if (name.startsWith(Setting.environmentPrefix())) {
              Optional<Setting<?>> setting =
                  Setting.ALL.stream().filter(s -> s.environmentName().equals(name)).findFirst();
              setting.ifPresentOrElse(
                  s -> values.put(s.key(), value.trim()),
                  () ->
                      problems.add(
                          new ConfigurationProblem("environment", name, value, variables())));
            }
          });
      return values;
    }

    ModelSettings model(String source, Map<String, String> values, ModelSettings defaults) {
      return new ModelSettings(
          value(source, Setting.ENABLED, values, defaults.enabled()),
          value(source, Setting.SPAN_DETAIL, values, defaults.spanDetail()),
          optional(source, Setting.SAMPLING, values, defaults.samplingRatio()),
          value(source, Setting.GPU_SYNCHRONIZE, values, defaults.gpuSynchronize()),
          drift(source, values, defaults.drift()),
          feedback(source, values, defaults.feedback()),
          content(source, values, defaults.content()),
          quality(source, values, defaults.quality()),
          load(source, values, defaults.load()));
    }

    private ContentSettings content(
        String source, Map<String, String> values, ContentSettings defaults) {
      return new ContentSettings(
          value(source, Setting.GEN_AI, values, defaults.genAi()),
          value(source, Setting.ITEMS, values, defaults.items()));
    }

    private LoadSettings load(String source, Map<String, String> values, LoadSettings defaults) {
      return new LoadSettings(
          value(source, Setting.LOAD, values, defaults.enabled()),
          optional(source, Setting.SLO_LATENCY, values, defaults.latency()),
          optional(source, Setting.SLO_AVAILABILITY, values, defaults.availability()),
          optional(source, Setting.CLIENT_HEADER, values, defaults.clientHeader()));
    }

    private DriftSettings drift(String source, Map<String, String> values, DriftSettings defaults) {
      return new DriftSettings(
          value(source, Setting.DRIFT, values, defaults.enabled()),
          value(source, Setting.EXPECTED_RUN_TIME, values, defaults.expectedRunTime()),
          value(source, Setting.WINDOW, values, defaults.window()),
          optional(source, Setting.REFERENCE, values, defaults.reference()),
          value(source, Setting.CAPTURE, values, defaults.captureItems()),
          optional(source, Setting.PREDICTION, values, defaults.predictionField()),
          optional(source, Setting.SCORE, values, defaults.scoreField()),
          value(source, Setting.HISTOGRAMS, values, defaults.histograms()));
    }

    private FeedbackSettings feedback(
        String source, Map<String, String> values, FeedbackSettings defaults) {
      return new FeedbackSettings(
          value(source, Setting.FEEDBACK, values, defaults.enabled()),
          optional(source, Setting.FEEDBACK_KEY, values, defaults.keyField()),
          value(source, Setting.FEEDBACK_RETENTION, values, defaults.retention()),
          value(source, Setting.FEEDBACK_LATENESS, values, defaults.lateness()),
          value(source, Setting.FEEDBACK_MAX_BYTES, values, defaults.maxBytes()),
          value(source, Setting.SEGMENTS, values, defaults.segments()));
    }

    private QualityOptions quality(
        String source, Map<String, String> values, QualityOptions defaults) {
      return new QualityOptions(
          value(source, Setting.QUALITY, values, defaults.enabled()),
          value(source, Setting.QUALITY_WINDOW, values, defaults.window()),
          optional(source, Setting.POSITIVE_CLASS, values, defaults.positiveClass()),
          value(source, Setting.SCORE_CLASS, values, defaults.scoreOfPositive()));
    }

    <T> T value(String source, Setting<T> setting, Map<String, String> values, T otherwise) {
      T given = parsed(source, setting, values);
      return given == null ? otherwise : given;
    }

    <T> @Nullable T optional(
        String source, Setting<T> setting, Map<String, String> values, @Nullable T otherwise) {
      T given = parsed(source, setting, values);
      return given == null ? otherwise : given;
    }

    private <T> @Nullable T parsed(String source, Setting<T> setting, Map<String, String> values) {
      String value = values.get(setting.key());
      if (value == null) {
        return null;
      }
      T parsed = setting.parser().apply(value);
      if (parsed == null) {
        problems.add(
            new ConfigurationProblem(
                source, setting.key(), setting.isSecret() ? "(hidden)" : value, setting.allowed()));
      }
      return parsed;
    }

    private static String keys(List<Setting<?>> settings) {
      return settings.stream().map(Setting::key).collect(Collectors.joining(", "));
    }

    private static String variables() {
      return Setting.ALL.stream().map(Setting::environmentName).collect(Collectors.joining(", "));
    }
  }
}
