package io.github.djlobservability.telemetry;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.telemetry.series.MetricSelection;
import io.github.djlobservability.telemetry.series.SeriesLeftOut;
import io.github.djlobservability.telemetry.trace.FinishedSpans;
import io.github.djlobservability.telemetry.trace.TracerSpans;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.Workers;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry as the rest of the plugin sees it. Thread-safe.
 *
 * <p>A global OpenTelemetry, such as the Java agent's, is used where there is one; else an SDK of
 * our own is configured from the standard settings.
 */
public final class Telemetry {
  /** Name of the instrumentation scope. */
  public static final String SCOPE = "io.github.djlobservability";

  private final @Nullable OpenTelemetrySdk ownSdk;
  private final String destination;
  private final OpenTelemetry openTelemetry;
  private final Tracer tracer;
  private final FinishedSpans finishedSpans;
  private final Meter meter;
  private final InstrumentSets sets;
  private final @Nullable ModelMeters models;
  private final ExportWatch exports;
  private final MetricSelection selection;
  private final @Nullable MetricWriter metricPage;
  private final LeftOutSeries leftOut;
  private final Map<Class<?>, Instruments<?>> instruments = new ConcurrentHashMap<>();
  private final Events events;
  private final Failures failures;
  private final Privacy privacy;
  private final boolean samplesByAttributes;
  private final Workers workers;
  private final Executor writer;

  private Telemetry(
      OpenTelemetry openTelemetry,
      @Nullable OwnSdk own,
      MetricSelection selection,
      String pluginVersion,
      MemoryBudget memory,
      Privacy privacy,
      Function<Workers, Executor> writer) {
    this.privacy = privacy;
    this.openTelemetry = openTelemetry;
    this.selection = selection;
    this.ownSdk = own == null ? null : own.sdk();
    this.exports = own == null ? new ExportWatch() : own.exports();
    this.metricPage = own == null ? null : own.page();
    this.leftOut = own == null ? new LeftOutSeries() : own.leftOut();
    this.destination = own == null ? Destination.ofOther(openTelemetry) : own.destination();
    tracer = openTelemetry.tracerBuilder(SCOPE).setInstrumentationVersion(pluginVersion).build();
    finishedSpans =
        own == null || own.finishedSpans() == null ? new TracerSpans(tracer) : own.finishedSpans();
    meter = openTelemetry.meterBuilder(SCOPE).setInstrumentationVersion(pluginVersion).build();
    samplesByAttributes =
        !(openTelemetry instanceof OpenTelemetrySdk sdk)
            || ModelSampler.mayReadAttributes(sdk.getSdkTracerProvider().getSampler());
    models = own == null ? null : own.models();
    InstrumentSet shared = new InstrumentSet(meter);
    if (models != null) {
      models.begin(shared);
    }
    sets = models == null ? attributes -> shared : models;
    events =
        new Events(
            openTelemetry
                .getLogsBridge()
                .loggerBuilder(SCOPE)
                .setInstrumentationVersion(pluginVersion)
                .build());
    failures =
        new Failures(
            instruments(PluginMetric.class),
            System::nanoTime,
            privacy,
            events,
            ExceptionSignal.of(System.getenv()));
    workers = new Workers(failures::caught, memory, System::nanoTime, exports.threads());
    this.writer = writer.apply(workers);
    instruments(PluginMetric.class).observe(to -> OwnTelemetry.measure(leftOut, to));
    instruments(PluginMetric.class)
        .observe(to -> OwnTelemetry.measure(workers, exports.report(), to));
  }

  /**
   * Finds the host's OpenTelemetry or starts our own.
   *
   * @param settings the server's
   * @param memory bounds what the plugin's buffers hold
   * @param privacy says how what clients have written may leave
   * @param problems told of settings of OpenTelemetry that are left out
   */
  public static Telemetry start(
      Versions versions,
      Settings settings,
      MemoryBudget memory,
      Privacy privacy,
      Consumer<ConfigurationProblem> problems) {
    MetricSelection selection = MetricSelection.of(settings);
    // isSet comes first: get alone would put a no-op in place for good.
    if (GlobalOpenTelemetry.isSet()) {
      return new Telemetry(
          GlobalOpenTelemetry.get(),
          null,
          selection,
          versions.plugin(),
          memory,
          privacy,
          workers -> Runnable::run);
    }
    OwnSdk own = SdkStarter.start(versions, settings, problems);
    return new Telemetry(
        own.sdk(), own, selection, versions.plugin(), memory, privacy, Telemetry::startedWriter);
  }

  /** Returns whether a failure to start is one of the settings, whose message says it all. */
  public static boolean isOfSettings(Throwable failure) {
    return failure instanceof ConfigurationException;
  }

  private static Writer startedWriter(Workers workers) {
    Writer writer = new Writer(workers);
    writer.start();
    return writer;
  }

  /** Uses an OpenTelemetry that belongs to someone else, who ends a request's span at once. */
  public static Telemetry using(OpenTelemetry openTelemetry, String pluginVersion) {
    return using(openTelemetry, pluginVersion, MemoryBudget.ofHeap(), Runnable::run);
  }

  /**
   * Returns the same, but with a choice of memory and of who writes a request's telemetry.
   *
   * @param memory bounds what the plugin's buffers hold
   * @param writer as {@link #writer} returns it
   */
  public static Telemetry using(
      OpenTelemetry openTelemetry, String pluginVersion, MemoryBudget memory, Executor writer) {
    return new Telemetry(
        openTelemetry,
        null,
        MetricSelection.ALL,
        pluginVersion,
        memory,
        Privacy.ofProcess(ValuePolicy.DEFAULTS),
        workers -> writer);
  }

  /** Returns the tracer of our scope. */
  public Tracer tracer() {
    return tracer;
  }

  /** Returns who writes spans that are over. */
  public FinishedSpans finishedSpans() {
    return finishedSpans;
  }

  /** Returns the scope of what the plugin writes. */
  static InstrumentationScopeInfo scope(String pluginVersion) {
    return InstrumentationScopeInfo.builder(SCOPE).setVersion(pluginVersion).build();
  }

  /**
   * Returns whether a span is to begin with the attributes that a sampler may want to know. If not,
   * they need only be written on spans that are recorded, when these end.
   */
  public boolean samplesByAttributes() {
    return samplesByAttributes;
  }

  /** Returns the propagation that was configured, for reading what a caller sent. */
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /** Returns the instruments of an area's metrics. */
  public <M extends Enum<M> & Metric> Instruments<M> instruments(Class<M> metrics) {
    Instruments<?> made =
        instruments.computeIfAbsent(
            metrics, area -> new Instruments<>(meter, sets, metrics, selection));
    // The area's class is the key of its own instruments.
    @SuppressWarnings("unchecked")
    Instruments<M> own = (Instruments<M>) made;
    return own;
  }

  /** Returns where events go. */
  public Events events() {
    return events;
  }

  /** Returns what says how whatever clients have written may leave. */
  public Privacy privacy() {
    return privacy;
  }

  /** Returns where failures of our own go. */
  public Failures failures() {
    return failures;
  }

  /**
   * Returns who writes the telemetry of a request that is over: in the order it is brought, each
   * piece once, at once or on a thread of its own. Pieces throw nothing.
   */
  public Executor writer() {
    return writer;
  }

  /** Returns what makes the plugin's threads and hand-offs. */
  public Workers workers() {
    return workers;
  }

  /**
   * Returns how the exports of each signal went, for any thread; empty where they aren't ours to
   * make, or go by a declarative file.
   */
  public List<ExportReport> exports() {
    return exports.report();
  }

  /**
   * Ends the series of models that are gone; to be called from time to time. With an OpenTelemetry
   * that isn't ours they don't end.
   *
   * @param served satisfied by the models that are there
   */
  public void retainModels(Predicate<ModelId> served) {
    if (models != null) {
      models.retain(served);
    }
  }

  /** Returns what writes the metrics down for Prometheus; null where nothing does. */
  public @Nullable MetricWriter metricPage() {
    return metricPage;
  }

  /** Returns how many series of a model were left out when metrics were last collected. */
  public SeriesLeftOut seriesLeftOut(ModelId model) {
    return leftOut.counts().getOrDefault(model, SeriesLeftOut.NONE);
  }

  /** Returns whether the SDK is our own. */
  public boolean ownsSdk() {
    return ownSdk != null;
  }

  /** Says in words where telemetry goes. */
  public String destination() {
    return destination;
  }

  /**
   * Asks for a share of the requests without a parent.
   *
   * @param ratio from 0 to 1, or null to leave it to the sampler that the user chose
   * @return the context to start the request's span in. With an OpenTelemetry that isn't ours the
   *     sampler is its own, and the ratio has no effect
   */
  public static Context withSamplingRatio(Context context, @Nullable Double ratio) {
    return ratio == null ? context : context.with(ModelSampler.RATIO, ratio);
  }

  /** Has all written that was brought; what comes later is written at once. */
  public void closeWriter(Duration limit) {
    if (writer instanceof Writer own) {
      own.close(limit);
    }
  }

  /**
   * Sends what is not yet sent and stops; waits no longer than it is told. Does it once. A reader
   * of metrics waits for its exporter where it is told to stop, so that is done on a thread of its
   * own, which is left alone when the time is over.
   */
  public void close(Duration limit) {
    OpenTelemetrySdk sdk = ownSdk;
    if (sdk == null) {
      return;
    }
    long millis = Math.max(1, limit.toMillis());
    Thread stopping =
        new Thread(
            () -> sdk.shutdown().join(millis, TimeUnit.MILLISECONDS),
            "djl-serving-observability-telemetry-stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
