package io.github.djlobservability.telemetry;

import com.google.errorprone.annotations.Immutable;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.UserAgentAttributes;
import java.util.List;

/**
 * Every name that the plugin emits. {@code docs/telemetry.md} says what each means; a test keeps
 * the two equal.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/">Semantic conventions for
 *     HTTP</a>
 */
public final class Catalogue {
  /** Name of the instrumentation scope. */
  public static final String SCOPE = "io.github.djlobservability";

  public static final AttributeKey<String> HTTP_REQUEST_METHOD = HttpAttributes.HTTP_REQUEST_METHOD;
  public static final AttributeKey<String> HTTP_REQUEST_METHOD_ORIGINAL =
      HttpAttributes.HTTP_REQUEST_METHOD_ORIGINAL;
  public static final AttributeKey<String> HTTP_ROUTE = HttpAttributes.HTTP_ROUTE;
  public static final AttributeKey<Long> HTTP_RESPONSE_STATUS_CODE =
      HttpAttributes.HTTP_RESPONSE_STATUS_CODE;
  // Still in development, so not among the stable conventions' constants.
  public static final AttributeKey<Long> HTTP_REQUEST_BODY_SIZE =
      AttributeKey.longKey("http.request.body.size");
  public static final AttributeKey<Long> HTTP_RESPONSE_BODY_SIZE =
      AttributeKey.longKey("http.response.body.size");
  public static final AttributeKey<String> URL_PATH = UrlAttributes.URL_PATH;
  public static final AttributeKey<String> URL_SCHEME = UrlAttributes.URL_SCHEME;
  public static final AttributeKey<String> SERVER_ADDRESS = ServerAttributes.SERVER_ADDRESS;
  public static final AttributeKey<Long> SERVER_PORT = ServerAttributes.SERVER_PORT;
  public static final AttributeKey<String> CLIENT_ADDRESS = ClientAttributes.CLIENT_ADDRESS;
  public static final AttributeKey<String> NETWORK_PEER_ADDRESS =
      NetworkAttributes.NETWORK_PEER_ADDRESS;
  public static final AttributeKey<Long> NETWORK_PEER_PORT = NetworkAttributes.NETWORK_PEER_PORT;
  public static final AttributeKey<String> NETWORK_PROTOCOL_VERSION =
      NetworkAttributes.NETWORK_PROTOCOL_VERSION;
  public static final AttributeKey<String> USER_AGENT_ORIGINAL =
      UserAgentAttributes.USER_AGENT_ORIGINAL;
  public static final AttributeKey<String> ERROR_TYPE = ErrorAttributes.ERROR_TYPE;

  public static final AttributeKey<String> MODEL_NAME =
      AttributeKey.stringKey("djl.serving.model.name");
  public static final AttributeKey<String> MODEL_VERSION =
      AttributeKey.stringKey("djl.serving.model.version");
  public static final AttributeKey<String> DEVICE = AttributeKey.stringKey("djl.serving.device");
  public static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("djl.serving.request.id");
  public static final AttributeKey<Boolean> REQUEST_ASYNCHRONOUS =
      AttributeKey.booleanKey("djl.serving.request.asynchronous");
  public static final AttributeKey<Long> RESPONSE_CHUNKS =
      AttributeKey.longKey("djl.serving.response.chunks");
  public static final AttributeKey<Long> BATCH_SIZE =
      AttributeKey.longKey("djl.serving.batch.size");
  public static final AttributeKey<Long> ITEMS = AttributeKey.longKey("djl.serving.items");
  public static final AttributeKey<Long> ITEMS_FAILED =
      AttributeKey.longKey("djl.serving.items.failed");
  public static final AttributeKey<String> TOKENS_SOURCE =
      AttributeKey.stringKey("djl.serving.tokens.source");
  public static final AttributeKey<Double> FIRST_TOKEN_TIME =
      AttributeKey.doubleKey("djl.serving.time_to_first_token");
  public static final AttributeKey<Double> OUTPUT_TOKEN_TIME =
      AttributeKey.doubleKey("djl.serving.time_per_output_token");
  public static final AttributeKey<String> WORKER_STATE =
      AttributeKey.stringKey("djl.serving.worker.state");
  public static final AttributeKey<String> RESOURCE =
      AttributeKey.stringKey("djl.serving.resource");
  public static final AttributeKey<String> SLO_OBJECTIVE =
      AttributeKey.stringKey("djl.serving.slo.objective");
  public static final AttributeKey<String> SLO_TARGET =
      AttributeKey.stringKey("djl.serving.slo.target");
  public static final AttributeKey<String> SLO_WINDOW =
      AttributeKey.stringKey("djl.serving.slo.window");
  public static final AttributeKey<String> SLO_STATUS =
      AttributeKey.stringKey("djl.serving.slo.status");
  public static final AttributeKey<String> SLO_PREVIOUS_STATUS =
      AttributeKey.stringKey("djl.serving.slo.previous_status");
  public static final AttributeKey<Double> SLO_BUDGET =
      AttributeKey.doubleKey("djl.serving.slo.budget");
  public static final AttributeKey<String> CHANGE_QUANTITY =
      AttributeKey.stringKey("djl.serving.change.quantity");
  public static final AttributeKey<String> CHANGE_EFFECT =
      AttributeKey.stringKey("djl.serving.change.effect");
  public static final AttributeKey<String> CHANGE_SINCE =
      AttributeKey.stringKey("djl.serving.change.since");
  public static final AttributeKey<List<String>> CHANGE_FACTORS =
      AttributeKey.stringArrayKey("djl.serving.change.factors");
  public static final AttributeKey<String> PART =
      AttributeKey.stringKey("djl.serving.observability.part");

  public static final AttributeKey<String> FEATURE = AttributeKey.stringKey("djl.serving.feature");
  public static final AttributeKey<String> FEATURE_BIN =
      AttributeKey.stringKey("djl.serving.feature.bin");
  public static final AttributeKey<String> REFERENCE_ID =
      AttributeKey.stringKey("djl.serving.reference.id");
  public static final AttributeKey<String> QUALITY_RULE =
      AttributeKey.stringKey("djl.serving.quality.rule");
  public static final AttributeKey<String> DRIFT_CHECK =
      AttributeKey.stringKey("djl.serving.drift.check");
  public static final AttributeKey<String> DRIFT_KIND =
      AttributeKey.stringKey("djl.serving.drift.kind");
  public static final AttributeKey<String> DRIFT_STATUS =
      AttributeKey.stringKey("djl.serving.drift.status");
  public static final AttributeKey<String> DRIFT_PREVIOUS_STATUS =
      AttributeKey.stringKey("djl.serving.drift.previous_status");
  public static final AttributeKey<String> DRIFT_SHAPE =
      AttributeKey.stringKey("djl.serving.drift.shape");
  public static final AttributeKey<String> DRIFT_EFFECT =
      AttributeKey.stringKey("djl.serving.drift.effect");
  public static final AttributeKey<Double> DRIFT_STATISTIC =
      AttributeKey.doubleKey("djl.serving.drift.statistic");
  public static final AttributeKey<Double> DRIFT_THRESHOLD =
      AttributeKey.doubleKey("djl.serving.drift.threshold");
  public static final AttributeKey<Long> DRIFT_ITEM =
      AttributeKey.longKey("djl.serving.drift.item");
  public static final AttributeKey<Long> DRIFT_ONSET_ITEM =
      AttributeKey.longKey("djl.serving.drift.onset_item");
  public static final AttributeKey<List<String>> DRIFT_REQUEST_IDS =
      AttributeKey.stringArrayKey("djl.serving.drift.request_ids");
  public static final AttributeKey<List<String>> DRIFT_TRACE_IDS =
      AttributeKey.stringArrayKey("djl.serving.drift.trace_ids");

  // The hardware's are still in development, too.
  public static final AttributeKey<String> HW_ID = AttributeKey.stringKey("hw.id");
  public static final AttributeKey<String> HW_TYPE = AttributeKey.stringKey("hw.type");
  public static final AttributeKey<String> HW_NAME = AttributeKey.stringKey("hw.name");
  public static final AttributeKey<String> HW_MODEL = AttributeKey.stringKey("hw.model");
  public static final AttributeKey<String> HW_VENDOR = AttributeKey.stringKey("hw.vendor");
  public static final AttributeKey<String> HW_DRIVER_VERSION =
      AttributeKey.stringKey("hw.driver_version");
  public static final AttributeKey<String> HW_GPU_TASK = AttributeKey.stringKey("hw.gpu.task");
  public static final AttributeKey<String> GPU_CLOCK =
      AttributeKey.stringKey("djl.serving.gpu.clock");
  public static final AttributeKey<String> GPU_CLOCK_LIMIT =
      AttributeKey.stringKey("djl.serving.gpu.clock.limit");
  public static final AttributeKey<String> JVM_BUFFER_POOL =
      AttributeKey.stringKey("jvm.buffer.pool.name");
  public static final AttributeKey<String> FEEDBACK_OUTCOME =
      AttributeKey.stringKey("djl.serving.feedback.outcome");

  public static final AttributeKey<String> QUALITY_MEASURE =
      AttributeKey.stringKey("djl.serving.quality.measure");
  public static final AttributeKey<String> QUALITY_SEGMENT =
      AttributeKey.stringKey("djl.serving.quality.segment");
  public static final AttributeKey<Long> QUALITY_ITEMS =
      AttributeKey.longKey("djl.serving.quality.items");
  public static final AttributeKey<List<String>> QUALITY_MEASURES =
      AttributeKey.stringArrayKey("djl.serving.quality.measures");
  public static final AttributeKey<List<Double>> QUALITY_VALUES =
      AttributeKey.doubleArrayKey("djl.serving.quality.values");
  public static final AttributeKey<List<String>> DRIFT_MOVED =
      AttributeKey.stringArrayKey("djl.serving.drift.moved");
  public static final AttributeKey<String> DRIFT_BASIS =
      AttributeKey.stringKey("djl.serving.drift.basis");

  static final List<AttributeKey<?>> ATTRIBUTES =
      List.of(
          HTTP_REQUEST_METHOD,
          HTTP_REQUEST_METHOD_ORIGINAL,
          HTTP_ROUTE,
          HTTP_RESPONSE_STATUS_CODE,
          HTTP_REQUEST_BODY_SIZE,
          HTTP_RESPONSE_BODY_SIZE,
          URL_PATH,
          URL_SCHEME,
          SERVER_ADDRESS,
          SERVER_PORT,
          CLIENT_ADDRESS,
          NETWORK_PEER_ADDRESS,
          NETWORK_PEER_PORT,
          NETWORK_PROTOCOL_VERSION,
          USER_AGENT_ORIGINAL,
          ERROR_TYPE,
          MODEL_NAME,
          MODEL_VERSION,
          DEVICE,
          REQUEST_ID,
          REQUEST_ASYNCHRONOUS,
          RESPONSE_CHUNKS,
          BATCH_SIZE,
          ITEMS,
          ITEMS_FAILED,
          TOKENS_SOURCE,
          FIRST_TOKEN_TIME,
          OUTPUT_TOKEN_TIME,
          WORKER_STATE,
          RESOURCE,
          SLO_OBJECTIVE,
          SLO_TARGET,
          SLO_WINDOW,
          SLO_STATUS,
          SLO_PREVIOUS_STATUS,
          SLO_BUDGET,
          CHANGE_QUANTITY,
          CHANGE_EFFECT,
          CHANGE_SINCE,
          CHANGE_FACTORS,
          PART,
          FEATURE,
          FEATURE_BIN,
          REFERENCE_ID,
          QUALITY_RULE,
          DRIFT_CHECK,
          DRIFT_KIND,
          DRIFT_STATUS,
          DRIFT_PREVIOUS_STATUS,
          DRIFT_SHAPE,
          DRIFT_EFFECT,
          DRIFT_STATISTIC,
          DRIFT_THRESHOLD,
          DRIFT_ITEM,
          DRIFT_ONSET_ITEM,
          DRIFT_REQUEST_IDS,
          DRIFT_TRACE_IDS,
          HW_ID,
          HW_TYPE,
          HW_NAME,
          HW_MODEL,
          HW_VENDOR,
          HW_DRIVER_VERSION,
          HW_GPU_TASK,
          GPU_CLOCK,
          GPU_CLOCK_LIMIT,
          JVM_BUFFER_POOL,
          FEEDBACK_OUTCOME,
          QUALITY_MEASURE,
          QUALITY_SEGMENT,
          QUALITY_ITEMS,
          QUALITY_MEASURES,
          QUALITY_VALUES,
          DRIFT_MOVED,
          DRIFT_BASIS);

  /** Event on a request's span: the first byte of a streamed answer. */
  public static final String FIRST_BYTE_EVENT = "djl.serving.response.first_byte";

  /** Log event: a check of a feature has changed its status. */
  public static final String STATUS_CHANGED_EVENT = "djl.serving.drift.status_changed";

  /** Log event: a window of labelled items has been measured. */
  public static final String QUALITY_WINDOW_EVENT = "djl.serving.quality.window_measured";

  /** Log event: the error budget of an objective is used up faster, or slower, than before. */
  public static final String OBJECTIVE_CHANGED_EVENT = "djl.serving.slo.status_changed";

  /** Log event: a model's latency or errors have changed. */
  public static final String PERFORMANCE_CHANGED_EVENT = "djl.serving.performance.changed";

  /** A value of {@link #ERROR_TYPE}: the client went away before the answer was complete. */
  public static final String CLIENT_DISCONNECTED = "client_disconnected";

  /** A value of {@link #ERROR_TYPE}: the server broke the answer off. */
  public static final String CONNECTION_CLOSED = "connection_closed";

  /** A value of {@link #ERROR_TYPE}: an error is in a streamed answer that began well. */
  public static final String STREAM_ERROR = "stream_error";

  /** A value of {@link #TOKENS_SOURCE}: the answer says how many there are. */
  public static final String FROM_USAGE = "usage";

  /** A value of {@link #TOKENS_SOURCE}: they are the parts of the answer, counted. */
  public static final String FROM_CHUNKS = "chunks";

  /** A value of {@link #ERROR_TYPE} where nothing better is known. */
  public static final String OTHER = ErrorAttributes.ErrorTypeValues.OTHER;

  static final List<Double> HTTP_BOUNDS =
      List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1d, 2.5, 5d, 7.5, 10d);

  /** A forward pass takes from tens of microseconds to minutes. */
  static final List<Double> PHASE_BOUNDS =
      List.of(
          .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1d, 2.5, 5d, 10d,
          30d, 60d);

  /** A label takes from a second to a month. */
  static final List<Double> DELAY_BOUNDS =
      List.of(
          1d,
          10d,
          60d,
          600d,
          3600d,
          6 * 3600d,
          864e2,
          3 * 864e2,
          7 * 864e2,
          14 * 864e2,
          30 * 864e2);

  static final List<Double> SIZE_BOUNDS = List.of(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);

  static final List<Double> BATCH_BOUNDS = List.of(1d, 2d, 4d, 8d, 16d, 32d, 64d, 128d, 256d, 512d);

  static final List<Double> CPU_BOUNDS = List.of(.00001, .0001, .001, .01, .1, 1d, 10d, 100d);
  static final List<Double> ITEM_BOUNDS =
      List.of(1d, 2d, 4d, 8d, 16d, 32d, 64d, 128d, 256d, 512d, 1024d, 4096d, 16384d, 65536d);

  static final Metric HTTP_REQUEST_DURATION =
      new Metric(
          "http.server.request.duration", "histogram", "s", "Duration of HTTP server requests.");
  static final Metric HTTP_ACTIVE_REQUESTS =
      new Metric(
          "http.server.active_requests",
          "up-down counter",
          "{request}",
          "Number of active HTTP server requests.");
  static final Metric HTTP_REQUEST_SIZE =
      new Metric(
          "http.server.request.body.size",
          "histogram",
          "By",
          "Size of HTTP server request bodies.");
  static final Metric HTTP_RESPONSE_SIZE =
      new Metric(
          "http.server.response.body.size",
          "histogram",
          "By",
          "Size of HTTP server response bodies.");
  static final Metric REQUEST_DURATION =
      new Metric(
          "djl.serving.request.duration",
          "histogram",
          "s",
          "From the arrival of a request for a model to the last byte of its answer.");
  static final Metric TIME_TO_FIRST_BYTE =
      new Metric(
          "djl.serving.response.time_to_first_byte",
          "histogram",
          "s",
          "From the arrival of a request to the first byte of a streamed answer's body.");
  static final Metric QUEUE_DURATION =
      new Metric(
          "djl.serving.queue.duration",
          "histogram",
          "s",
          "From the arrival of a request to the start of its preprocessing.");
  static final Metric PREPROCESS_DURATION =
      new Metric(
          "djl.serving.preprocess.duration",
          "histogram",
          "s",
          "Duration of the translator's input half.");
  static final Metric INFERENCE_DURATION =
      new Metric(
          "djl.serving.inference.duration", "histogram", "s", "Duration of the forward pass.");
  static final Metric POSTPROCESS_DURATION =
      new Metric(
          "djl.serving.postprocess.duration",
          "histogram",
          "s",
          "Duration of the translator's output half.");
  static final Metric BATCH_SIZES =
      new Metric("djl.serving.batch.size", "histogram", "{request}", "Requests computed together.");
  static final Metric COMPUTED_ITEMS =
      new Metric("djl.serving.items", "counter", "{item}", "Rows computed.");
  static final Metric REQUEST_ITEMS =
      new Metric("djl.serving.request.items", "histogram", "{item}", "Rows of a request.");
  static final Metric ITEM_DURATION =
      new Metric(
          "djl.serving.item.duration",
          "histogram",
          "s",
          "Duration of a request, divided by the number of its rows.");
  static final Metric FAILED_ITEMS =
      new Metric(
          "djl.serving.items.failed",
          "counter",
          "{item}",
          "Elements of answers that report an error of their own.");
  static final Metric MODELS_LOADED =
      new Metric(
          "djl.serving.model.loaded",
          "up-down counter",
          "{model}",
          "Models that are loaded, one for each device.");
  static final Metric MODEL_LOAD_DURATION =
      new Metric(
          "djl.serving.model.load.duration",
          "histogram",
          "s",
          "Duration of loading a model on a device.");
  static final Metric FAILURES =
      new Metric(
          "djl.serving.observability.failures",
          "counter",
          "{failure}",
          "Failures of the plugin itself.");
  static final Metric CONFIGURATION_ERRORS =
      new Metric(
          "djl.serving.observability.configuration.errors",
          "up-down counter",
          "{error}",
          "Settings that are wrong and not in force.");

  static final Metric HTTP_DOOR_FALLBACK =
      new Metric(
          "djl.serving.observability.http_door.fallback",
          "up-down counter",
          "{door}",
          "1 where requests are seen only where the server asks its plugins, else 0.");

  static final Metric DRIFT_STATUSES =
      new Metric(
          "djl.serving.drift.status",
          "gauge",
          "1",
          "0 warming up, 1 stable, 2 warning, 3 drift; of a feature, or of the model.");
  static final Metric DRIFT_STATISTICS =
      new Metric(
          "djl.serving.drift.statistic",
          "gauge",
          "1",
          "Logarithm of the evidence against no change, of a check.");
  static final Metric DRIFT_THRESHOLDS =
      new Metric(
          "djl.serving.drift.threshold", "gauge", "1", "The statistic from which it is drift.");
  static final Metric DRIFT_PSI =
      new Metric(
          "djl.serving.drift.population_stability_index",
          "gauge",
          "1",
          "Of the last window against the reference.");
  static final Metric DRIFT_JENSEN_SHANNON =
      new Metric(
          "djl.serving.drift.jensen_shannon",
          "gauge",
          "1",
          "Distance of the last window from the reference, base 2.");
  static final Metric DRIFT_ITEMS =
      new Metric("djl.serving.drift.items", "counter", "{item}", "Items compared.");
  static final Metric DRIFT_VERDICTS =
      new Metric("djl.serving.drift.verdicts", "counter", "{verdict}", "Changes of status.");
  static final Metric QUALITY_VIOLATIONS =
      new Metric(
          "djl.serving.quality.violations",
          "counter",
          "{violation}",
          "Values that broke a rule of the reference's schema.");
  static final Metric FEATURE_VALUES =
      new Metric("djl.serving.feature.values", "counter", "{value}", "Values, by reference bin.");
  static final Metric FEATURE_REFERENCE_SHARES =
      new Metric(
          "djl.serving.feature.reference.share",
          "gauge",
          "1",
          "Share of the reference that is in the bin.");
  static final Metric FEATURES_LEFT_OUT =
      new Metric(
          "djl.serving.feature.left_out",
          "gauge",
          "{feature}",
          "Features whose values are not counted by bin, because there would be too many series.");
  static final Metric OBSERVATIONS_DROPPED =
      new Metric(
          "djl.serving.observability.observations.dropped",
          "counter",
          "{observation}",
          "Requests that drift detection did not look at because too many waited.");
  static final Metric ITEM_CPU_TIME =
      new Metric(
          "djl.serving.item.cpu.time",
          "histogram",
          "s",
          "CPU time of the worker's thread, for each item of a measured call.");
  static final Metric ITEM_ALLOCATED =
      new Metric(
          "djl.serving.item.memory.allocated",
          "histogram",
          "By",
          "Heap memory that the worker's thread allocated, for each item of a measured call.");

  static final Metric FEEDBACK_LABELS =
      new Metric("djl.serving.feedback.labels", "counter", "{label}", "Labels, by outcome.");
  static final Metric FEEDBACK_DELAY =
      new Metric(
          "djl.serving.feedback.delay",
          "histogram",
          "s",
          "From the arrival of a request to its label.");
  static final Metric FEEDBACK_COVERAGE =
      new Metric(
          "djl.serving.feedback.coverage",
          "gauge",
          "1",
          "Share of the kept predictions that have a label.");
  static final Metric FEEDBACK_DELAY_BIAS =
      new Metric(
          "djl.serving.feedback.delay_bias",
          "gauge",
          "1",
          "Mean error of the items with the slowest labels less that of those with the quickest.");
  static final Metric FEEDBACK_WAITING =
      new Metric(
          "djl.serving.feedback.waiting",
          "gauge",
          "{prediction}",
          "Predictions that wait for a label.");
  static final Metric FEEDBACK_STORAGE =
      new Metric("djl.serving.feedback.storage", "gauge", "By", "Files of predictions and labels.");
  static final Metric FEEDBACK_EXPIRED =
      new Metric(
          "djl.serving.feedback.expired",
          "counter",
          "{prediction}",
          "Predictions that grew older than the retention without a label.");
  static final Metric FEEDBACK_EVICTED =
      new Metric(
          "djl.serving.feedback.evicted",
          "counter",
          "{prediction}",
          "Predictions that went without a label because there was no more room.");
  static final Metric FEEDBACK_UNMATCHED =
      new Metric(
          "djl.serving.feedback.unmatched",
          "counter",
          "{label}",
          "Labels that waited for their prediction in vain.");
  static final Metric FEEDBACK_LATE =
      new Metric(
          "djl.serving.feedback.late",
          "counter",
          "{item}",
          "Labelled items that came later than the lateness and were taken out of order.");
  static final Metric REJECTED_REQUESTS =
      new Metric(
          "djl.serving.request.rejected",
          "counter",
          "{request}",
          "Requests refused because the model's queue was full.");
  static final Metric MODEL_ACTIVE_REQUESTS =
      new Metric(
          "djl.serving.request.active",
          "gauge",
          "{request}",
          "Requests for the model that are not over.");
  static final Metric QUEUE_SIZE =
      new Metric(
          "djl.serving.queue.size", "gauge", "{request}", "Requests that wait for a worker.");
  static final Metric QUEUE_LIMIT =
      new Metric("djl.serving.queue.limit", "gauge", "{request}", "Requests that may wait.");
  static final Metric WORKERS =
      new Metric("djl.serving.worker.count", "gauge", "{worker}", "Workers, by state.");
  static final Metric WORKER_LIMIT =
      new Metric(
          "djl.serving.worker.limit", "gauge", "{worker}", "Workers that the server may start.");
  static final Metric WORKER_UTILIZATION =
      new Metric(
          "djl.serving.worker.utilization",
          "gauge",
          "1",
          "Share of the workers' time in which they ran the model, over the last minute.");
  static final Metric WORKER_BUSY_TIME =
      new Metric(
          "djl.serving.worker.busy_time",
          "counter",
          "s",
          "Time in which workers ran the model, added up.");
  static final Metric BATCH_LIMIT =
      new Metric(
          "djl.serving.batch.limit",
          "gauge",
          "{request}",
          "Requests that a worker may take at once.");
  static final Metric BATCH_EFFICIENCY =
      new Metric(
          "djl.serving.batch.efficiency",
          "gauge",
          "1",
          "Mean batch size by the limit, over the last minute.");
  static final Metric BATCH_VALUES =
      new Metric(
          "djl.serving.batch.values",
          "counter",
          "{value}",
          "Values of batches in which padding is seen.");
  static final Metric BATCH_PADDING =
      new Metric(
          "djl.serving.batch.padding", "counter", "{value}", "Those of them that are padding.");
  static final Metric SATURATION =
      new Metric(
          "djl.serving.saturation", "gauge", "{request}/s", "Load at which a limit is reached.");
  static final Metric HEADROOM =
      new Metric(
          "djl.serving.headroom",
          "gauge",
          "1",
          "Share of the saturation load that is free; below 0 when overloaded.");
  static final Metric MODEL_LOAD_MEMORY =
      new Metric(
          "djl.serving.model.load.memory",
          "gauge",
          "By",
          "Growth of the process's resident memory while the model was loaded.");
  static final Metric SLO_REQUESTS =
      new Metric(
          "djl.serving.slo.requests",
          "counter",
          "{request}",
          "Requests that count for an objective.");
  static final Metric SLO_VIOLATIONS =
      new Metric(
          "djl.serving.slo.violations",
          "counter",
          "{request}",
          "Requests that violated an objective.");
  static final Metric SLO_STATUSES =
      new Metric("djl.serving.slo.status", "gauge", "1", "0 ok, 1 slow burn, 2 burn, 3 fast burn.");
  static final Metric SLO_BURN_RATE =
      new Metric(
          "djl.serving.slo.burn_rate",
          "gauge",
          "1",
          "Share of violations by the share allowed; at 1 the budget lasts its period.");
  static final Metric SLO_BUDGET_LEFT =
      new Metric(
          "djl.serving.slo.budget",
          "gauge",
          "1",
          "Share of the error budget of 30 days that is left.");
  static final Metric PERFORMANCE_CHANGES =
      new Metric(
          "djl.serving.performance.changes",
          "counter",
          "{change}",
          "Changes of a model's latency or errors.");

  static final Metric CONTENT_UNREAD =
      new Metric(
          "djl.serving.observability.content.unread",
          "counter",
          "By",
          "Bytes of requests and answers that were not looked into because too many waited.");
  static final Metric QUALITY_VALUE =
      new Metric(
          "djl.serving.quality.value",
          "gauge",
          "1",
          "A measure of the last window of labelled items.");
  static final Metric QUALITY_LOWER =
      new Metric(
          "djl.serving.quality.value.lower", "gauge", "1", "Lower end of its interval of 95 %.");
  static final Metric QUALITY_UPPER =
      new Metric(
          "djl.serving.quality.value.upper", "gauge", "1", "Upper end of its interval of 95 %.");
  static final Metric QUALITY_ESTIMATE =
      new Metric(
          "djl.serving.quality.estimate",
          "gauge",
          "1",
          "A measure of the last window of items as estimated without labels, supposing that"
              + " P(label | input) is the reference's.");
  static final Metric QUALITY_ESTIMATE_LOWER =
      new Metric(
          "djl.serving.quality.estimate.lower", "gauge", "1", "Lower end of its band of 95 %.");
  static final Metric QUALITY_ESTIMATE_UPPER =
      new Metric(
          "djl.serving.quality.estimate.upper", "gauge", "1", "Upper end of its band of 95 %.");
  static final Metric QUALITY_ESTIMATE_ERROR =
      new Metric(
          "djl.serving.quality.estimate.error",
          "gauge",
          "1",
          "The estimate less the real figure, of the last window whose labels are all there.");

  static final List<Metric> METRICS =
      List.of(
          HTTP_REQUEST_DURATION,
          HTTP_ACTIVE_REQUESTS,
          HTTP_REQUEST_SIZE,
          HTTP_RESPONSE_SIZE,
          REQUEST_DURATION,
          TIME_TO_FIRST_BYTE,
          QUEUE_DURATION,
          PREPROCESS_DURATION,
          INFERENCE_DURATION,
          POSTPROCESS_DURATION,
          BATCH_SIZES,
          COMPUTED_ITEMS,
          REQUEST_ITEMS,
          ITEM_DURATION,
          FAILED_ITEMS,
          MODELS_LOADED,
          MODEL_LOAD_DURATION,
          FAILURES,
          CONFIGURATION_ERRORS,
          HTTP_DOOR_FALLBACK,
          DRIFT_STATUSES,
          DRIFT_STATISTICS,
          DRIFT_THRESHOLDS,
          DRIFT_PSI,
          DRIFT_JENSEN_SHANNON,
          DRIFT_ITEMS,
          DRIFT_VERDICTS,
          QUALITY_VIOLATIONS,
          FEATURE_VALUES,
          FEATURE_REFERENCE_SHARES,
          FEATURES_LEFT_OUT,
          OBSERVATIONS_DROPPED,
          ITEM_CPU_TIME,
          ITEM_ALLOCATED,
          FEEDBACK_LABELS,
          FEEDBACK_DELAY,
          FEEDBACK_COVERAGE,
          FEEDBACK_DELAY_BIAS,
          FEEDBACK_WAITING,
          FEEDBACK_STORAGE,
          FEEDBACK_EXPIRED,
          FEEDBACK_EVICTED,
          FEEDBACK_UNMATCHED,
          FEEDBACK_LATE,
          CONTENT_UNREAD,
          QUALITY_VALUE,
          QUALITY_LOWER,
          QUALITY_UPPER,
          QUALITY_ESTIMATE,
          QUALITY_ESTIMATE_LOWER,
          QUALITY_ESTIMATE_UPPER,
          QUALITY_ESTIMATE_ERROR,
          REJECTED_REQUESTS,
          MODEL_ACTIVE_REQUESTS,
          QUEUE_SIZE,
          QUEUE_LIMIT,
          WORKERS,
          WORKER_LIMIT,
          WORKER_UTILIZATION,
          WORKER_BUSY_TIME,
          BATCH_LIMIT,
          BATCH_EFFICIENCY,
          BATCH_VALUES,
          BATCH_PADDING,
          SATURATION,
          HEADROOM,
          MODEL_LOAD_MEMORY,
          SLO_REQUESTS,
          SLO_VIOLATIONS,
          SLO_STATUSES,
          SLO_BURN_RATE,
          SLO_BUDGET_LEFT,
          PERFORMANCE_CHANGES);

  private Catalogue() {}

  /**
   * A metric as it is documented.
   *
   * @param instrument "histogram", "counter", "up-down counter" or "gauge"
   * @param unit in UCUM
   */
  @Immutable
  record Metric(String name, String instrument, String unit, String description) {}
}
