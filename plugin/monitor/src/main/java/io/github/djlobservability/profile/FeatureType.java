package io.github.djlobservability.profile;

import static io.github.djlobservability.payload.Aspect.LENGTH;
import static io.github.djlobservability.payload.Aspect.MAXIMUM;
import static io.github.djlobservability.payload.Aspect.MEAN;
import static io.github.djlobservability.payload.Aspect.MINIMUM;
import static io.github.djlobservability.payload.Aspect.NAN_SHARE;
import static io.github.djlobservability.payload.Aspect.NORM;
import static io.github.djlobservability.payload.Aspect.OUT_OF_VOCABULARY;
import static io.github.djlobservability.payload.Aspect.SCRIPT;
import static io.github.djlobservability.payload.Aspect.STANDARD_DEVIATION;
import static io.github.djlobservability.payload.Aspect.TOKENS;
import static io.github.djlobservability.payload.Aspect.VALUE;
import static io.github.djlobservability.payload.Aspect.ZERO_SHARE;

import io.github.djlobservability.payload.Aspect;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.text.TextStatistics;
import java.util.List;

/** Says of which kind a feature's values are, and which of their aspects are looked at. */
public enum FeatureType {
  /** A number. */
  NUMERIC(VALUE),
  /** One of some names or codes. */
  CATEGORICAL(VALUE),
  /** True or false; compared as the categories {@code "true"} and {@code "false"}. */
  BOOLEAN(VALUE),
  /** Free text, of which only {@link TextStatistics} are kept. */
  TEXT(LENGTH, TOKENS, OUT_OF_VOCABULARY, SCRIPT),
  /** A vector whose elements mean nothing one by one. */
  EMBEDDING(NORM),
  /** A tensor too large to keep, of which only a {@link TensorSummary} is. */
  TENSOR_SUMMARY(MEAN, STANDARD_DEVIATION, MINIMUM, MAXIMUM, NAN_SHARE, ZERO_SHARE);

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
  private final List<Aspect> aspects;

  FeatureType(Aspect... aspects) {
    this.aspects = List.of(aspects);
  }

  /** Returns the aspects that are looked at, in a fixed order. */
  public List<Aspect> aspects() {
    return aspects;
  }

  /** Returns whether the value itself is a category. */
  public boolean isCategory() {
    return this == CATEGORICAL || this == BOOLEAN;
  }
}
