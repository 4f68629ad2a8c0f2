package io.github.djlobservability.load;

import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.CompletedRequest.ComputedBy;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Names a factor that may explain how long a request takes. */
enum Factor {
  PAYLOAD_SIZE(CompletedRequest::payloadBytes, null),
  IN_FLIGHT(CompletedRequest::inFlight, null),
  BATCH_SIZE(Factor::batchSize, null),
  VERSION(null, request -> request.model().version()),
  DEVICE(null, Factor::device),
  WORKER(null, Factor::worker),
  CLIENT(null, CompletedRequest::client);

  @SuppressWarnings("ImmutableEnumChecker") // they are method references and keep nothing
  private final @Nullable ToDoubleFunction<CompletedRequest> number;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final @Nullable Function<CompletedRequest, @Nullable String> category;

  Factor(
      @Nullable ToDoubleFunction<CompletedRequest> number,
      @Nullable Function<CompletedRequest, @Nullable String> category) {
    this.number = number;
    this.category = category;
  }

  private static double batchSize(CompletedRequest request) {
    ComputedBy by = request.computedBy();
    return by == null ? Double.NaN : by.batchSize();
  }

  private static @Nullable String device(CompletedRequest request) {
    ComputedBy by = request.computedBy();
    return by == null ? null : by.device();
  }

  private static @Nullable String worker(CompletedRequest request) {
    ComputedBy by = request.computedBy();
    return by == null ? null : by.worker();
  }

  /** Returns whether it is a number; else it is a category. */
  boolean isNumber() {
    return number != null;
  }

  /** Returns the number; NaN when there is none. */
  double number(CompletedRequest request) {
    return number == null ? Double.NaN : number.applyAsDouble(request);
  }

  /** Returns the category; null when there is none. */
  @Nullable String category(CompletedRequest request) {
    return category == null ? null : category.apply(request);
  }

  /** Returns it as events and metrics write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
