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
import java.util.regex.Pattern;

/**
 * Samples a request that has no parent by the ratio of its model, where the model has one, and a
 * batch if a request in it is sampled. All else is the decision of the sampler that the user chose.
 */
final class ModelSampler implements Sampler {
  /** The ratio, in the context that a request's span is started in. */
  static final ContextKey<Double> RATIO = ContextKey.named("djl-serving-sampling-ratio");

  /**
   * Describes samplers of the SDK's that look at parents and trace ids, whatever is set in them.
   */
  private static final Pattern BLIND_TO_ATTRIBUTES =
      Pattern.compile(
          "(ModelSampler|ParentBased|AlwaysOnSampler|AlwaysOffSampler|TraceIdRatioBased|root"
              + "|remoteParentSampled|remoteParentNotSampled|localParentSampled"
              + "|localParentNotSampled|[0-9.,:{}])+");

  private final Sampler delegate;
  private final Map<Double, Sampler> byRatio = new ConcurrentHashMap<>();

  ModelSampler(Sampler delegate) {
    this.delegate = delegate;
  }

  /**
   * Returns whether a sampler may decide by the attributes that a span begins with, as far as its
   * description tells. Those of the SDK's that are set by name don't.
   */
  static boolean mayReadAttributes(Sampler sampler) {
    return !BLIND_TO_ATTRIBUTES.matcher(sampler.getDescription()).matches();
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
