package io.github.djlobservability.capture;

import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.state.Sha256;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a request what the audit log says of it: hashes, and nothing of what it held. */
final class AuditedInference {
  private static final int SALT_BYTES = 16;
  private static final double NANOS = 1e9;

  private AuditedInference() {}

  /** Returns the fields of its record. */
  static Map<String, @Nullable Object> fields(
      Observation observation, Privacy privacy, SecureRandom random) {
    Completion completion = observation.completion();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("kind", "inference");
    fields.put("time", Instant.ofEpochMilli(observation.epochMillis()).toString());
    fields.put("model", observation.model().name());
    fields.put("version", observation.model().version());
    String request = observation.requestId();
    fields.put("request", request == null ? null : privacy.hash(request));
    fields.put("trace", completion.span().isValid() ? completion.span().getTraceId() : null);
    fields.put("status", completion.status());
    fields.put("failure", completion.failure());
    fields.put("seconds", completion.nanos() / NANOS);
    fields.put("salt", HexFormat.of().formatHex(salt));
    fields.put("input", hash(observation.input(), salt));
    fields.put("output", hash(observation.output(), salt));
    return fields;
  }

  private static String hash(Payload payload, byte[] salt) {
    Payload.Body body = LoggedInference.body(payload);
    return body == null ? LoggedInference.withoutBody(payload) : Sha256.hex(salt, body.bytes());
  }
}
