package io.github.djlobservability.telemetry;

import io.github.djlobservability.config.MetricSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.config.value.HistogramForm;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.github.djlobservability.telemetry.series.LastExemplars;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.telemetry.series.SeriesLimit;
import io.github.djlobservability.telemetry.standard.ExporterTrial;
import io.github.djlobservability.telemetry.standard.KnownAttributeValues;
import io.github.djlobservability.telemetry.standard.OtlpEndpoints;
import io.github.djlobservability.telemetry.standard.WellFormedValues;
import io.github.djlobservability.telemetry.trace.FinishedSpans;
import io.github.djlobservability.telemetry.trace.HttpSpanExporter;
import io.github.djlobservability.telemetry.trace.ProcessorSpans;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts an SDK of our own from the standard settings.
 *
 * @see <a href="https://opentelemetry.io/docs/languages/java/configuration/">SDK configuration</a>
 */
final class SdkStarter {
  private static final String NONE = "none";

  /**
   * Bounds the series of an instrument over all models. The SDK's 2,000 are too few for the
   * features of many models; each model has a limit of its own.
   */
  static final int MAX_SERIES = 50_000;

  /** Some 4 MB at most while nothing is exported. */
  static final int MAX_WAITING_SPANS = 4096;

  static final int SPANS_AN_EXPORT = 1024;

  private final Versions versions;
  private final ExporterTrial trial;
  private final ComponentLoader components;
  private final KnownAttributeValues known;
  private final OtlpEndpoints endpoints;
  private final WellFormedValues wellFormed;
  private final ExportWatch exports = new ExportWatch();
  private final Destination destination = new Destination();
  private final Settings settings;
  private final ModelMeters models;
  private final LeftOutSeries leftOut = new LeftOutSeries();
  private final MetricWriter page = new MetricWriter();
  private final List<SpanProcessor> processors = new ArrayList<>();
  private @Nullable Resource resource;
  private boolean hasModels;

  private SdkStarter(
      Versions versions,
      Settings settings,
      Consumer<ConfigurationProblem> problems,
      ExporterTrial trial) {
    this.versions = versions;
    this.settings = settings;
    this.trial = trial;
    components = trial.watch(components(versions));
    known = new KnownAttributeValues(components, problems);
    endpoints = new OtlpEndpoints(problems);
    wellFormed = new WellFormedValues(defaults(settings), problems);
    models = new ModelMeters(versions.plugin(), System::nanoTime);
  }

  /**
   * Starts one, without the exporters that can't be made.
   *
   * @param settings the server's
   * @param problems told once of each setting that is left out
   */
  static OwnSdk start(
      Versions versions, Settings settings, Consumer<ConfigurationProblem> problems) {
    Set<ConfigurationProblem> told = new HashSet<>();
    Consumer<ConfigurationProblem> once =
        problem -> {
          if (told.add(problem)) {
            problems.accept(problem);
          }
        };
    ExporterTrial trial = new ExporterTrial();
    while (true) {
      try {
        return new SdkStarter(versions, settings, once, trial).start();
      } catch (RuntimeException | LinkageError e) {
        if (!trial.leaveOut(once)) {
          throw e;
        }
      }
    }
  }

  private OwnSdk start() {
    SdkLog log = SdkLog.install();
    try {
      OpenTelemetrySdk sdk = build();
      log.started();
      return new OwnSdk(
          sdk,
          finishedSpans(sdk),
          hasModels ? models : null,
          exports,
          destination.words(),
          leftOut,
          hasModels && hasPage() ? page : null);
    } catch (RuntimeException | LinkageError e) {
      log.remove();
      throw e;
    }
  }

  private OpenTelemetrySdk build() {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .setComponentLoader(components)
        // The plugin stops the SDK itself, within a bound.
        .disableShutdownHook()
        .addPropertiesSupplier(() -> defaults(settings))
        .addPropertiesCustomizer(known::overrides)
        .addPropertiesCustomizer(wellFormed::overrides)
        .addPropertiesCustomizer(endpoints::overrides)
        .addPropertiesCustomizer(trial::overrides)
        .addPropertiesCustomizer(SdkStarter::withoutEndpointNoExport)
        .addPropertiesCustomizer(destination::read)
        .addResourceCustomizer((resource, config) -> described(resource))
        .addSamplerCustomizer((sampler, config) -> new ModelSampler(sampler))
        .addSpanExporterCustomizer(
            (exporter, config) ->
                new WatchedExporters.Spans(
                    HttpSpanExporter.insteadOf(exporter, config), exports.signal("traces")))
        .addSpanProcessorCustomizer(
            (processor, config) -> noted(BoundedProcessors.of(processor, config)))
        .addLogRecordProcessorCustomizer(BoundedProcessors::of)
        .addMetricExporterCustomizer(
            (exporter, config) -> new WatchedExporters.Metrics(exporter, exports.signal("metrics")))
        .addMetricReaderCustomizer(
            (reader, config) ->
                reader instanceof PeriodicMetricReader ? exporting(reader) : scraped(reader))
        .addLogRecordExporterCustomizer(
            (exporter, config) -> new WatchedExporters.Logs(exporter, exports.signal("logs")))
        .addMeterProviderCustomizer(
            (builder, config) -> {
              hasModels = true;
              if (hasPage()) {
                builder.registerMetricReader(scraped(page.reader()), type -> MAX_SERIES);
              }
              return builder;
            })
        .build()
        .getOpenTelemetrySdk();
  }

  private Resource described(Resource resource) {
    Resource described = OurResource.addTo(resource, versions);
    models.ofResource(described);
    this.resource = described;
    return described;
  }

  private SpanProcessor noted(SpanProcessor processor) {
    processors.add(processor);
    return processor;
  }

  /**
   * Returns who writes spans that are over; null where the SDK has to, since it limits spans
   * otherwise than by default, or was set up by a declarative file.
   */
  private @Nullable FinishedSpans finishedSpans(OpenTelemetrySdk sdk) {
    Resource described = resource;
    boolean limited = !sdk.getSdkTracerProvider().getSpanLimits().equals(SpanLimits.getDefault());
    return described == null
            || limited
            || processors.stream().anyMatch(SpanProcessor::isStartRequired)
        ? null
        : new ProcessorSpans(
            List.copyOf(processors), described, Telemetry.scope(versions.plugin()));
  }

  private boolean hasPage() {
    return settings.get(MetricSetting.PAGE);
  }

  private MetricReader exporting(MetricReader reader) {
    ModelMeters.Reading reading = models.readBy(reader, reader, () -> exports.isFailing("metrics"));
    return new ModelReader(reader, reading, limit());
  }

  /** Several may read it, each at any time. */
  private MetricReader scraped(MetricReader reader) {
    return new ModelReader(
        reader, models.readBy(reader, reader), limit(), new LastExemplars()::addTo);
  }

  private SeriesLimit limit() {
    return new SeriesLimit(MetricSetting.series(settings), leftOut);
  }

  /**
   * Returns the settings that hold where the user says nothing. Writing down with reused objects
   * makes no garbage, and takes longer than making them anew. A request has five spans by default,
   * so there is room for more spans than by the SDK's own default, and more go out at once: each
   * export has a cost of its own.
   */
  static Map<String, String> defaults(Settings settings) {
    boolean exponential = settings.get(MetricSetting.HISTOGRAMS) == HistogramForm.EXPONENTIAL;
    return Map.of(
        "otel.exporter.otlp.protocol",
        "http/protobuf",
        "otel.java.exporter.memory_mode",
        "immutable_data",
        "otel.bsp.max.queue.size",
        String.valueOf(MAX_WAITING_SPANS),
        "otel.bsp.max.export.batch.size",
        String.valueOf(SPANS_AN_EXPORT),
        "otel.java.metrics.cardinality.limit",
        String.valueOf(MAX_SERIES),
        "otel.exporter.otlp.metrics.default.histogram.aggregation",
        exponential ? "base2_exponential_bucket_histogram" : "explicit_bucket_histogram");
  }

  /**
   * Without an endpoint the SDK would try localhost, and complain for ever. And a span that nobody
   * will see need not be recorded.
   */
  static Map<String, String> withoutEndpointNoExport(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    for (String signal : OtlpEndpoints.SIGNALS) {
      String exporter = "otel." + signal + ".exporter";
      boolean endpoint =
          config.getString("otel.exporter.otlp.endpoint") != null
              || config.getString("otel.exporter.otlp." + signal + ".endpoint") != null;
      if (!endpoint && config.getString(exporter) == null) {
        overrides.put(exporter, NONE);
      }
    }
    if (NONE.equals(overrides.get("otel.traces.exporter"))
        && config.getString("otel.traces.sampler") == null) {
      overrides.put("otel.traces.sampler", "parentbased_always_off");
    }
    return overrides;
  }

  /** Finds components in our own jar, whatever the context class loader of the server's threads. */
  private static ComponentLoader components(Versions versions) {
    ComponentLoader inOurJar = ComponentLoader.forClassLoader(SdkStarter.class.getClassLoader());
    return new ComponentLoader() {
      @Override
      public <T> Iterable<T> load(Class<T> type) {
        List<T> found = new ArrayList<>();
        inOurJar.load(type).forEach(found::add);
        if (type == DeclarativeConfigurationCustomizerProvider.class) {
          found.add(type.cast(new DeclarativeResource(versions)));
        }
        return found;
      }
    };
  }
}
