package io.github.djlobservability.capture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.redaction.Redaction;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes inferences in the forms of the log. Thread-safe. */
final class InferenceForm {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
  private static final double NANOS = 1e9;
  private static final String CUT = "...(cut)";

  private final Redaction input;
  private final Redaction output;
  private final Redaction failed;
  private final Privacy privacy;
  private final int maxBodyBytes;

  /**
   * @param input redacts requests
   * @param output redacts responses
   * @param failed redacts responses that tell of a failure
   */
  InferenceForm(
      Redaction input, Redaction output, Redaction failed, Privacy privacy, int maxBodyBytes) {
    this.input = input;
    this.output = output;
    this.failed = failed;
    this.privacy = privacy;
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * An inference as it may be kept.
   *
   * @param cut whether a body was too long
   */
  record Redacted(JsonElement input, JsonElement output, boolean cut) {
    static String text(JsonElement body) {
      return body.isJsonPrimitive() ? body.getAsString() : GSON.toJson(body);
    }
  }

  Redacted redacted(LoggedInference inference) {
    Observation observation = inference.observation();
    JsonElement sent = body(observation.input(), input);
    JsonElement given =
        body(observation.output(), observation.completion().isFailed() ? failed : output);
    JsonElement shortInput = bounded(sent);
    JsonElement shortOutput = bounded(given);
    return new Redacted(shortInput, shortOutput, shortInput != sent || shortOutput != given);
  }

  private static JsonElement body(Payload payload, Redaction by) {
    Payload.Body body = LoggedInference.body(payload);
    if (body == null) {
      return new JsonPrimitive(LoggedInference.withoutBody(payload));
    }
    byte[] bytes = body.bytes();
    String binary = BinaryBody.sentence(bytes);
    return binary == null
        ? by.body(new String(bytes, StandardCharsets.UTF_8))
        : new JsonPrimitive(binary);
  }

  /** Cuts what has been redacted, never before: the rest of a field might be what is left. */
  private JsonElement bounded(JsonElement body) {
    String text = Redacted.text(body);
    if (text.length() <= maxBodyBytes / 4) {
      return body;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBodyBytes) {
      return body;
    }
    String begin = new String(bytes, 0, maxBodyBytes, StandardCharsets.UTF_8);
    return new JsonPrimitive(begin + CUT);
  }

  /** Returns one line of JSON. */
  String line(LoggedInference inference, Redacted body) {
    Observation observation = inference.observation();
    JsonObject line = new JsonObject();
    line.addProperty("time", time(observation));
    line.addProperty("model", observation.model().name());
    line.addProperty("version", observation.model().version());
    line.addProperty("request_id", observation.requestId());
    SpanContext span = observation.completion().span();
    line.addProperty("trace_id", span.isValid() ? span.getTraceId() : null);
    line.addProperty("span_id", span.isValid() ? span.getSpanId() : null);
    String traceState = LoggedInference.traceState(span);
    if (!traceState.isEmpty()) {
      line.addProperty("trace_state", privacy.text(traceState));
    }
    complete(line, observation.completion());
    line.addProperty("why", inference.reason().label());
    line.add("input", body.input());
    line.add("output", body.output());
    return GSON.toJson(line);
  }

  private static void complete(JsonObject line, Completion completion) {
    if (completion.status() != 0) {
      line.addProperty("status", completion.status());
    }
    if (completion.failure() != null) {
      line.addProperty("failure", completion.failure());
    }
    if (completion.nanos() > 0) {
      line.addProperty("seconds", completion.nanos() / NANOS);
    }
  }

  /** Returns one line as SageMaker's data capture writes it. */
  String sageMaker(LoggedInference inference, Redacted body) {
    Observation observation = inference.observation();
    JsonObject data = new JsonObject();
    data.add("endpointInput", part("INPUT", body.input(), type(observation.input())));
    data.add("endpointOutput", part("OUTPUT", body.output(), type(observation.output())));
    JsonObject metadata = new JsonObject();
    metadata.addProperty("eventId", UUID.randomUUID().toString());
    metadata.addProperty("inferenceId", observation.requestId());
    metadata.add("customAttributes", ids(observation));
    metadata.addProperty("inferenceTime", time(observation));
    JsonObject line = new JsonObject();
    line.add("captureData", data);
    line.add("eventMetadata", metadata);
    line.addProperty("eventVersion", "0");
    return GSON.toJson(line);
  }

  /** SageMaker's own form knows no trace; what its clients add of their own stands here. */
  private static JsonArray ids(Observation observation) {
    JsonArray ids = new JsonArray();
    SpanContext span = observation.completion().span();
    if (observation.requestId() != null) {
      ids.add("request_id=" + observation.requestId());
    }
    if (span.isValid()) {
      ids.add("trace_id=" + span.getTraceId());
      ids.add("span_id=" + span.getSpanId());
    }
    return ids;
  }

  private static JsonObject part(String mode, JsonElement body, @Nullable String type) {
    JsonObject part = new JsonObject();
    part.addProperty("observedContentType", type);
    part.addProperty("mode", mode);
    part.addProperty("data", Redacted.text(body));
    part.addProperty("encoding", body.isJsonPrimitive() ? "CSV" : "JSON");
    return part;
  }

  private @Nullable String type(Payload payload) {
    Payload.Body body = LoggedInference.body(payload);
    String type = body == null ? null : body.contentType();
    return type == null || type.length() > 100 ? null : privacy.text(type.split(";", 2)[0].trim());
  }

  private static String time(Observation observation) {
    return Instant.ofEpochMilli(observation.epochMillis()).toString();
  }
}
