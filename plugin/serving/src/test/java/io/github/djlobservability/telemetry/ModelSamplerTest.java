package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelSamplerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Sampler sampler = new ModelSampler(Sampler.parentBased(Sampler.alwaysOn()));

  @Test
  void onlySamplersOfTheSdkAreKnownNotToReadAttributes() {
    assertThat(ModelSampler.mayReadAttributes(sampler)).isFalse();
    assertThat(ModelSampler.mayReadAttributes(Sampler.alwaysOff())).isFalse();
    assertThat(ModelSampler.mayReadAttributes(Sampler.traceIdRatioBased(1e-6))).isFalse();
    assertThat(
            ModelSampler.mayReadAttributes(
                new ModelSampler(Sampler.parentBased(Sampler.traceIdRatioBased(0.25)))))
        .isFalse();
    assertThat(ModelSampler.mayReadAttributes(new ModelSampler(Sampler.parentBased(byPath()))))
        .isTrue();
  }

  private static Sampler byPath() {
    return new Sampler() {
      @Override
      public SamplingResult shouldSample(
          Context parentContext,
          String traceId,
          String name,
          SpanKind spanKind,
          Attributes attributes,
          List<LinkData> parentLinks) {
        return SamplingResult.drop();
      }

      @Override
      public String getDescription() {
        return "ByPath";
      }
    };
  }

  @Test
  void withoutARatioTheUsersSamplerDecides() {
    assertThat(sampled(Context.root(), TRACE, List.of())).isTrue();
    Sampler off = new ModelSampler(Sampler.alwaysOff());
    assertThat(decision(off, Context.root(), TRACE, List.of())).isEqualTo(SamplingDecision.DROP);
  }

  @Test
  void aModelsRatioHoldsForRoots() {
    long seed = 20261124;
    SplittableRandom random = new SplittableRandom(seed);
    Context context = Telemetry.withSamplingRatio(Context.root(), 0.1);
    int sampled = 0;
    for (int i = 0; i < 10_000; i++) {
      String traceId = String.format("%016x%016x", random.nextLong(), random.nextLong());
      sampled += sampled(context, traceId, List.of()) ? 1 : 0;
    }
    // Five standard deviations of a binomial.
    assertThat(sampled).as("seed %d", seed).isBetween(850, 1150);
  }

  @Test
  void aParentsDecisionStandsWhateverTheRatio() {
    Context never = Telemetry.withSamplingRatio(parent(TraceFlags.getSampled()), 0.0);
    assertThat(sampled(never, TRACE, List.of())).isTrue();
    Context always = Telemetry.withSamplingRatio(parent(TraceFlags.getDefault()), 1.0);
    assertThat(sampled(always, TRACE, List.of())).isFalse();
  }

  private static Context parent(TraceFlags flags) {
    return Context.root().with(Span.wrap(span(flags)));
  }

  private static SpanContext span(TraceFlags flags) {
    return SpanContext.createFromRemoteParent(
        TRACE, "b7ad6b7169203331", flags, TraceState.getDefault());
  }

  private boolean sampled(Context context, String traceId, List<LinkData> links) {
    return decision(sampler, context, traceId, links) == SamplingDecision.RECORD_AND_SAMPLE;
  }

  private static SamplingDecision decision(
      Sampler sampler, Context context, String traceId, List<LinkData> links) {
    return sampler
        .shouldSample(context, traceId, "span", SpanKind.SERVER, Attributes.empty(), links)
        .getDecision();
  }

  @Test
  void aBatchIsSampledIfARequestInItIs() {
    Sampler off = new ModelSampler(Sampler.parentBased(Sampler.alwaysOff()));
    LinkData sampledRequest = LinkData.create(span(TraceFlags.getSampled()));
    LinkData otherRequest = LinkData.create(span(TraceFlags.getDefault()));
    assertThat(decision(off, Context.root(), TRACE, List.of(otherRequest, sampledRequest)))
        .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    assertThat(decision(off, Context.root(), TRACE, List.of(otherRequest)))
        .isEqualTo(SamplingDecision.DROP);
  }
}
