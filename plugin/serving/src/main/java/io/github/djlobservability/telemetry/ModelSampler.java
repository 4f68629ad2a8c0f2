package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Samples a request that has no parent by the ratio of its model, where the model has one, and a
 * batch if a request in it is sampled. All else is the decision of the sampler that the user chose.
 */
final class ModelSampler implements Sampler {
  /** The ratio, in the context that a request's span is started in. */
  static final ContextKey<Double> RATIO = ContextKey.named("djl-serving-sampling-ratio");

  private final Sampler delegate;
  private final Map<Double, Sampler> byRatio = new ConcurrentHashMap<>();

  ModelSampler(Sampler delegate) {
    this.delegate = delegate;
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    return choose(parentContext, parentLinks)
        .shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
  }

  private Sampler choose(Context parentContext, List<LinkData> links) {
    if (Span.fromContext(parentContext).getSpanContext().isValid()) {
      return delegate;
    }
    if (!links.isEmpty()) {
      boolean sampled = links.stream().anyMatch(link -> link.getSpanContext().isSampled());
      return sampled ? Sampler.alwaysOn() : Sampler.alwaysOff();
    }
    Double ratio = parentContext.get(RATIO);
    return ratio == null ? delegate : byRatio.computeIfAbsent(ratio, Sampler::traceIdRatioBased);
  }

  @Override
  public String getDescription() {
    return "ModelSampler{" + delegate.getDescription() + "}";
  }

  @Override
  public String toString() {
    return getDescription();
  }
}
