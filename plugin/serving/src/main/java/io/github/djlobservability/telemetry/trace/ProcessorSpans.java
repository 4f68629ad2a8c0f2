package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands spans to the processors of our own SDK as they are. A span that the SDK starts and ends has
 * a lock, a clock and a copy of its attributes, for changes that one which is over no longer has.
 * The sampler is not asked: the SDK's decide for a child as for its parent. Thread-safe.
 *
 * @param processors wait for no start
 * @param resource what the SDK describes
 * @param scope who writes
 */
public record ProcessorSpans(
    List<SpanProcessor> processors, Resource resource, InstrumentationScopeInfo scope)
    implements FinishedSpans {
  private static final IdGenerator IDS = IdGenerator.random();

  @Override
  public void write(
      String name,
      Context parent,
      long startEpochNanos,
      long endEpochNanos,
      Attributes attributes,
      @Nullable SpanContext link) {
    SpanContext above = Span.fromContext(parent).getSpanContext();
    FinishedSpan span =
        new FinishedSpan(
            this,
            name,
            SpanContext.create(
                above.getTraceId(),
                IDS.generateSpanId(),
                above.getTraceFlags(),
                above.getTraceState()),
            above,
            startEpochNanos,
            endEpochNanos,
            attributes,
            link == null || !link.isValid() ? List.of() : List.of(LinkData.create(link)));
    for (int i = 0; i < processors.size(); i++) {
      processors.get(i).onEnd(span);
    }
  }
}
