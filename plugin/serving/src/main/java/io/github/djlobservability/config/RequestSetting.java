package io.github.djlobservability.config;

import io.github.djlobservability.config.value.SpanDetail;
import java.util.List;

/** The settings of what is recorded of requests. */
public final class RequestSetting {
  public static final Setting<SpanDetail> SPAN_DETAIL =
      Setting.ofModel(
          "observability.span-detail",
          Notation.oneOf(SpanDetail.class),
          SpanDetail.PHASES,
          "`request`: the request's span alone; `compact`: the times of the phases as its"
              + " attributes; `phases`: a span for each, and for the batch. Metrics are the same;"
              + " see [telemetry.md](telemetry.md#compact-spans)");

  public static final Setting<Double> SAMPLING =
      Setting.optionalOfModel(
          "observability.sampling",
          Notation.share(),
          "the OpenTelemetry sampler's decision",
          "share of the requests without a sampled parent that are traced. Metrics count every"
              + " request. One that names none of several versions goes by the first one's");

  public static final Setting<List<String>> UNTRACED_PATHS =
      Setting.ofServer(
          "observability.untraced-paths",
          Notation.names("paths with commas between them; `*` at the end stands for anything", 32),
          List.of("/ping", "/v2/health/*", "/server/metrics", "/observability/metrics"),
          "requests that get no span, because they are made all the time and tell nothing. Their"
              + " metrics stay; `-` traces all");

  public static final Setting<Boolean> GEN_AI =
      Setting.ofModel(
          "observability.gen-ai",
          Notation.flag(),
          true,
          "whether the tokens of generated responses are counted and timed; see"
              + " [telemetry.md](telemetry.md#generative-models)");

  public static final Setting<Boolean> ITEMS =
      Setting.ofModel(
          "observability.items",
          Notation.flag(),
          true,
          "whether the items of a request, the time for each, and the failed ones are counted; see"
              + " [telemetry.md](telemetry.md#batch-requests)");

  private RequestSetting() {}
}
