package io.github.djlobservability.telemetry.standard;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.AutoConfigureListener;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ConfigurableMetricReaderProvider;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which exporters and readers can't be made, such as one whose port is taken or whose
 * certificate is none: the SDK would refuse to start for one of them, and all telemetry with it.
 * One that failed is left out when it is tried again. For one thread.
 */
public final class ExporterTrial {
  private static final String PROMETHEUS = "prometheus";
  private static final String PORT = "otel.exporter.prometheus.port";
  private static final int DEFAULT_PORT = 9464;

  /** Has the types of what makes exporters and readers, with the signal that these are for. */
  private static final Map<Class<?>, String> SIGNALS =
      Map.of(
          ConfigurableSpanExporterProvider.class, "traces",
          ConfigurableMetricExporterProvider.class, "metrics",
          ConfigurableMetricReaderProvider.class, "metrics",
          ConfigurableLogRecordExporterProvider.class, "logs");

  private final Set<String> leftOut = new HashSet<>();
  private @Nullable Failure failure;

  /** Begins with no failure. */
  public ExporterTrial() {}

  private record Failure(String signal, String exporter, ConfigProperties config, Throwable why) {
    String id() {
      return id(signal, exporter);
    }

    static String id(String signal, String exporter) {
      return signal + " " + exporter;
    }
  }

  /** Returns what finds the same components, and sees whether what they make can be made. */
  public ComponentLoader watch(ComponentLoader components) {
    return new ComponentLoader() {
      @Override
      public <T> Iterable<T> load(Class<T> type) {
        if (!SIGNALS.containsKey(type)) {
          return components.load(type);
        }
        List<T> found = new ArrayList<>();
        components.load(type).forEach(one -> found.add(watched(type, one)));
        return found;
      }
    };
  }

  private <T> T watched(Class<T> type, T provider) {
    List<Class<?>> types = new ArrayList<>(List.of(type));
    if (provider instanceof AutoConfigureListener) {
      types.add(AutoConfigureListener.class);
    }
    return type.cast(
        Proxy.newProxyInstance(
            ExporterTrial.class.getClassLoader(),
            types.toArray(Class<?>[]::new),
            (proxy, method, arguments) -> invoke(type, provider, method, arguments)));
  }

  private @Nullable Object invoke(
      Class<?> type, Object provider, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(provider, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String signal = SIGNALS.get(type);
      if (signal != null && arguments != null && arguments[0] instanceof ConfigProperties config) {
        String name = String.valueOf(type.getMethod("getName").invoke(provider));
        failure = new Failure(signal, name, config, cause);
      }
      throw cause;
    }
  }

  /** Returns the settings to be used in place of those that name an exporter that failed. */
  public Map<String, String> overrides(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    for (String signal : OtlpEndpoints.SIGNALS) {
      String key = key(signal);
      List<String> all = config.getList(key, List.of(OtlpEndpoints.OTLP));
      List<String> kept =
          all.stream().filter(name -> !leftOut.contains(Failure.id(signal, name))).toList();
      if (kept.size() < all.size()) {
        overrides.put(key, kept.isEmpty() ? "none" : String.join(",", kept));
      }
    }
    return overrides;
  }

  /**
   * Leaves out the exporter for which the SDK could not start.
   *
   * @param problems told of it
   * @return whether there was one: then another attempt is without it
   */
  public boolean leaveOut(Consumer<ConfigurationProblem> problems) {
    Failure failed = failure;
    failure = null;
    if (failed == null || !leftOut.add(failed.id())) {
      return false;
    }
    problems.accept(problem(failed));
    return true;
  }

  private static ConfigurationProblem problem(Failure failed) {
    String why = RootCause.words(failed.why());
    if (failed.exporter().equals(PROMETHEUS)) {
      return new ConfigurationProblem(
          "OpenTelemetry",
          PORT,
          String.valueOf(failed.config().getInt(PORT, DEFAULT_PORT)),
          "a port that is free, at an address of this machine ("
              + why
              + "); until the next start no metrics can be read there");
    }
    return new ConfigurationProblem(
        "OpenTelemetry",
        key(failed.signal()),
        failed.exporter(),
        "an exporter that can be made ("
            + why
            + "); until the next start it gets no "
            + failed.signal());
  }

  private static String key(String signal) {
    return "otel." + signal + ".exporter";
  }
}
