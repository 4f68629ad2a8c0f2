package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;

/** Telemetry whose exporter costs nothing, so that what is measured is ours and the SDK's. */
public final class BenchmarkTelemetry {
  private BenchmarkTelemetry() {}

  /** Starts one that writes requests down at once, as with an OpenTelemetry that isn't ours. */
  public static Telemetry start(boolean sampled) {
    return Telemetry.using(sdk(sampled), "benchmark");
  }

  /** Starts one that has requests written down on a thread of its own, as with an SDK of ours. */
  public static Telemetry startWithWriter(boolean sampled) {
    OpenTelemetrySdk sdk = sdk(sampled);
    Telemetry atOnce = Telemetry.using(sdk, "benchmark");
    Writer writer = new Writer(atOnce.workers());
    writer.start();
    return Telemetry.using(sdk, "benchmark", atOnce.workers().memory(), writer);
  }

  private static OpenTelemetrySdk sdk(boolean sampled) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff())
                .addSpanProcessor(BatchSpanProcessor.builder(new DiscardingExporter()).build())
                .build())
        .setMeterProvider(
            SdkMeterProvider.builder().registerMetricReader(InMemoryMetricReader.create()).build())
        .build();
  }

  private static final class DiscardingExporter implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
