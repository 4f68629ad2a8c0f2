package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.telemetry.trace.FinishedSpans;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.jspecify.annotations.Nullable;

/**
 * An SDK of our own.
 *
 * @param finishedSpans writes spans that are over without its tracer; null where only that can
 * @param models gives each model a meter of its own; null where the SDK takes none, as with a
 *     declarative file
 * @param exports watches its exporters
 * @param destination where it sends to, in words
 * @param leftOut knows the series that it leaves out
 * @param page writes its metrics down; null where it doesn't
 */
record OwnSdk(
    OpenTelemetrySdk sdk,
    @Nullable FinishedSpans finishedSpans,
    @Nullable ModelMeters models,
    ExportWatch exports,
    String destination,
    LeftOutSeries leftOut,
    @Nullable MetricWriter page) {}
