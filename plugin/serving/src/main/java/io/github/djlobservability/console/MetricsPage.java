package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.telemetry.scrape.MetricText;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.github.djlobservability.telemetry.scrape.TextTooLargeException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The metrics for Prometheus: on a page of their own, and below the server's. The console's one
 * thread owns it.
 */
public final class MetricsPage {
  private final @Nullable MetricWriter writer;

  /**
   * @param writer writes the metrics down; null where nothing does
   */
  public MetricsPage(@Nullable MetricWriter writer) {
    this.writer = writer;
  }

  /** Returns the page of all metrics. */
  Page page(PageRequest request) {
    return new Page(
        Right.SCRAPE, "", () -> CompletableFuture.completedFuture(reply(request.accept())));
  }

  private Reply reply(@Nullable String accept) {
    if (writer == null) {
      return Reply.error(
          HttpResponseStatus.NOT_FOUND,
          "The metrics are not here: observability.metrics.page is off, or OpenTelemetry is not the"
              + " plugin's own (an agent's, a declarative file's, or switched off)");
    }
    try {
      MetricText text = writer.write(accept);
      return Reply.text(text.contentType(), text.content());
    } catch (TextTooLargeException e) {
      return Reply.error(HttpResponseStatus.INSUFFICIENT_STORAGE, e.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the server's own metrics with ours below them.
   *
   * @return null where ours can't be had: then the server's page is the server's affair
   * @throws ReflectiveOperationException if the server can't make its page
   * @throws IOException if there are too many
   */
  @Nullable Reply belowTheServers(PageRequest request)
      throws ReflectiveOperationException, IOException {
    if (writer == null) {
      return null;
    }
    Set<String> names = new HashSet<>(request.query().getOrDefault("name[]", List.of()));
    byte[] theirs = HostMetrics.body(names);
    MetricText ours = writer.write(names);
    byte[] both = new byte[theirs.length + ours.content().length];
    System.arraycopy(theirs, 0, both, 0, theirs.length);
    System.arraycopy(ours.content(), 0, both, theirs.length, ours.content().length);
    return Reply.text(ours.contentType(), both);
  }
}
