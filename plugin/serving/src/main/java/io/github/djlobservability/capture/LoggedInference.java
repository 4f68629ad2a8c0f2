package io.github.djlobservability.capture;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An inference on its way into the log, not yet redacted.
 *
 * @param why it is logged: {@code rate}, {@code drift} or {@code low_score}
 */
record LoggedInference(Observation observation, String why) {

  ModelId model() {
    return observation.model();
  }

  long heldBytes() {
    return observation.heldBytes();
  }

  /** Returns the body of a payload; null where it has none. */
  static Payload.@Nullable Body body(Payload payload) {
    if (payload instanceof Payload.Both both) {
      return both.body();
    }
    return payload instanceof Payload.Body body ? body : null;
  }

  /** Returns why a payload has no body. */
  static String withoutBody(Payload payload) {
    return payload instanceof Payload.NotKept none
        ? "(" + none.reason().name().toLowerCase(Locale.ROOT) + ")"
        : "(tensors)";
  }
}
