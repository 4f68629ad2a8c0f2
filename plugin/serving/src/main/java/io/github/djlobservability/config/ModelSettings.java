package io.github.djlobservability.config;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for one model.
 *
 * @param enabled whether the model is observed at all
 * @param spanDetail how finely its requests are traced
 * @param samplingRatio share of its requests without a sampled parent that are traced, from 0 to 1;
 *     null leaves the decision to the OpenTelemetry sampler
 * @param gpuSynchronize whether a sampled request waits for the GPU, so that its inference is
 *     measured to its end
 * @param drift how its inputs and predictions are watched
 * @param feedback how its predictions wait for labels
 * @param content what is looked for in its requests and answers
 * @param quality how right it is, and how that is measured
 * @param load how its load is watched
 */
public record ModelSettings(
    boolean enabled,
    SpanDetail spanDetail,
    @Nullable Double samplingRatio,
    boolean gpuSynchronize,
    DriftSettings drift,
    FeedbackSettings feedback,
    ContentSettings content,
    QualityOptions quality,
    LoadSettings load) {

  /** What holds for those who say nothing. */
  public static final ModelSettings DEFAULTS =
      new ModelSettings(
          true,
          SpanDetail.PHASES,
          null,
          false,
          DriftSettings.DEFAULTS,
          FeedbackSettings.DEFAULTS,
          ContentSettings.DEFAULTS,
          QualityOptions.DEFAULTS,
          LoadSettings.DEFAULTS);

  /** Returns these, with another detail. */
  public ModelSettings withSpanDetail(SpanDetail detail) {
    return new ModelSettings(
        enabled, detail, samplingRatio, gpuSynchronize, drift, feedback, content, quality, load);
  }

  /** Returns these, switched on or off. */
  public ModelSettings withEnabled(boolean on) {
    return new ModelSettings(
        on, spanDetail, samplingRatio, gpuSynchronize, drift, feedback, content, quality, load);
  }

  /** Returns these, with other content looked for. */
  public ModelSettings withContent(ContentSettings other) {
    return new ModelSettings(
        enabled, spanDetail, samplingRatio, gpuSynchronize, drift, feedback, other, quality, load);
  }

  /** Returns these, with the load watched in another way. */
  public ModelSettings withLoad(LoadSettings other) {
    return new ModelSettings(
        enabled,
        spanDetail,
        samplingRatio,
        gpuSynchronize,
        drift,
        feedback,
        content,
        quality,
        other);
  }
}
