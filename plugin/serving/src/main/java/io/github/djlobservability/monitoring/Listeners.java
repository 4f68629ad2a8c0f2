package io.github.djlobservability.monitoring;

/** Takes what the parts find, for all models. */
record Listeners(
    VerdictListener verdicts,
    FeatureTelemetry features,
    FeedbackTelemetry feedback,
    QualityTelemetry quality,
    FileProblems files) {}
