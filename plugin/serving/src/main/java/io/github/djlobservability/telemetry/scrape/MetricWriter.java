package io.github.djlobservability.telemetry.scrape;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the metrics down as Prometheus reads them, with the names that the exporter of
 * OpenTelemetry gives them: as text, or with examples as OpenMetrics. To be used by one thread at a
 * time.
 *
 * <p>Memory: what is written, at most {@value #MAX_BYTES} bytes, twice for a moment.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
public final class MetricWriter {
  static final int MAX_BYTES = 16 << 20;

  private final PrometheusMetricReader reader = PrometheusMetricReader.create();
  private final ExpositionFormats formats = ExpositionFormats.init();

  /** Makes one that has nothing to write before its reader is registered. */
  public MetricWriter() {}

  /** Returns what reads the metrics that are written. */
  public MetricReader reader() {
    return reader;
  }

  /**
   * Writes all metrics in the format that a client wants.
   *
   * @param accept the client's Accept header
   * @throws TextTooLargeException if there are too many
   */
  public MetricText write(@Nullable String accept) throws IOException {
    return write(formats.findWriter(accept), EscapingScheme.fromAcceptHeader(accept), Set.of());
  }

  /**
   * Writes metrics as text.
   *
   * @param names of those that are wanted; none for all
   * @throws TextTooLargeException if there are too many
   */
  public MetricText write(Set<String> names) throws IOException {
    PrometheusTextFormatWriter text = formats.getPrometheusTextFormatWriter();
    return write(text, EscapingScheme.UNDERSCORE_ESCAPING, names);
  }

  private MetricText write(
      ExpositionFormatWriter writer, EscapingScheme escaping, Set<String> names)
      throws IOException {
    BoundedOutput out = new BoundedOutput(MAX_BYTES);
    writer.write(out, named(reader.collect(), names), escaping);
    return new MetricText(writer.getContentType(), out.bytes());
  }

  private static MetricSnapshots named(MetricSnapshots all, Set<String> names) {
    return names.isEmpty()
        ? all
        : new MetricSnapshots(
            all.stream()
                .filter(snapshot -> names.contains(snapshot.getMetadata().getPrometheusName()))
                .toArray(MetricSnapshot[]::new));
  }
}
