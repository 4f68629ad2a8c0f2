package io.github.djlobservability.monitoring;

import io.github.djlobservability.monitoring.comparison.FeatureTelemetry;
import io.github.djlobservability.monitoring.rollout.Rollouts;

/** Takes what the parts find, for all models. */
record Listeners(
    VerdictListener verdicts,
    FeatureTelemetry features,
    FeedbackTelemetry feedback,
    QualityTelemetry quality,
    Rollouts rollouts,
    FileProblems files) {}
