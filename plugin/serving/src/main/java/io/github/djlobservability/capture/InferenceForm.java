package io.github.djlobservability.capture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.privacy.redaction.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes inferences in the forms of the log. Thread-safe. */
final class InferenceForm {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
  private static final String CUT = "...(cut)";

  private final Redaction redaction;
  private final int maxBodyBytes;

  InferenceForm(Redaction redaction, int maxBodyBytes) {
    this.redaction = redaction;
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
    JsonElement input = body(inference.observation().input());
    JsonElement output = body(inference.observation().output());
    JsonElement shortInput = bounded(input);
    JsonElement shortOutput = bounded(output);
    return new Redacted(shortInput, shortOutput, shortInput != input || shortOutput != output);
  }

  private JsonElement body(Payload payload) {
    Payload.Body body = LoggedInference.body(payload);
    return body == null
        ? new JsonPrimitive(LoggedInference.withoutBody(payload))
        : redaction.body(new String(body.bytes(), StandardCharsets.UTF_8));
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
    line.addProperty("trace_id", observation.traceId());
    line.addProperty("why", inference.why());
    line.add("input", body.input());
    line.add("output", body.output());
    return GSON.toJson(line);
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
    metadata.addProperty("inferenceTime", time(observation));
    JsonObject line = new JsonObject();
    line.add("captureData", data);
    line.add("eventMetadata", metadata);
    line.addProperty("eventVersion", "0");
    return GSON.toJson(line);
  }

  private static JsonObject part(String mode, JsonElement body, @Nullable String type) {
    JsonObject part = new JsonObject();
    part.addProperty("observedContentType", type);
    part.addProperty("mode", mode);
    part.addProperty("data", Redacted.text(body));
    part.addProperty("encoding", body.isJsonPrimitive() ? "CSV" : "JSON");
    return part;
  }

  private static @Nullable String type(Payload payload) {
    Payload.Body body = LoggedInference.body(payload);
    String type = body == null ? null : body.contentType();
    return type == null || type.length() > 100 ? null : type.split(";", 2)[0].trim();
  }

  private static String time(Observation observation) {
    return Instant.ofEpochMilli(observation.epochMillis()).toString();
  }
}
