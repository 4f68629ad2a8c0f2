package io.github.djlobservability.load;

import io.github.djlobservability.observation.AnsweredRequest;
import io.github.djlobservability.observation.AnsweredRequest.ComputedBy;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What may have to do with how long a request takes. */
enum Factor {
  PAYLOAD_SIZE(AnsweredRequest::payloadBytes, null),
  IN_FLIGHT(AnsweredRequest::inFlight, null),
  BATCH_SIZE(Factor::batchSize, null),
  VERSION(null, request -> request.model().version()),
  DEVICE(null, Factor::device),
  WORKER(null, Factor::worker),
  CLIENT(null, AnsweredRequest::client);

  @SuppressWarnings("ImmutableEnumChecker") // they are method references and keep nothing
  private final @Nullable ToDoubleFunction<AnsweredRequest> number;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final @Nullable Function<AnsweredRequest, @Nullable String> category;

  Factor(
      @Nullable ToDoubleFunction<AnsweredRequest> number,
      @Nullable Function<AnsweredRequest, @Nullable String> category) {
    this.number = number;
    this.category = category;
  }

  private static double batchSize(AnsweredRequest request) {
    ComputedBy by = request.computedBy();
    return by == null ? Double.NaN : by.batchSize();
  }

  private static @Nullable String device(AnsweredRequest request) {
    ComputedBy by = request.computedBy();
    return by == null ? null : by.device();
  }

  private static @Nullable String worker(AnsweredRequest request) {
    ComputedBy by = request.computedBy();
    return by == null ? null : by.worker();
  }

  /** Whether it is a number; else it is a category. */
  boolean isNumber() {
    return number != null;
  }

  /** Returns the number; NaN when there is none. */
  double number(AnsweredRequest request) {
    return number == null ? Double.NaN : number.applyAsDouble(request);
  }

  /** Returns the category; null when there is none. */
  @Nullable String category(AnsweredRequest request) {
    return category == null ? null : category.apply(request);
  }

  /** Returns it as events and metrics write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
