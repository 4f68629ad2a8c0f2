package io.github.djlobservability.label;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.payload.text.Transcript;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts labels in the terms of predictions: numbers of a regression, names of classes, or
 * transcripts.
 */
final class LabelValue {

  private LabelValue() {}

  /**
   * Returns a label in the terms of its prediction.
   *
   * @param classes names a class as it is held
   * @return null for a label that is no finite number although the prediction is one, and for
   *     transcripts that are too long to be compared
   */
  static @Nullable Object of(Object label, Object prediction, UnaryOperator<String> classes) {
    if (prediction instanceof Transcript written) {
      Transcript said = label instanceof Transcript same ? same : Transcript.of(label);
      return written.isTooLong() || said.isTooLong() ? null : said;
    }
    if (!(prediction instanceof Double)) {
      return classes.apply(ClassName.of(plain(label)));
    }
    double number =
        label instanceof Number given
            ? given.doubleValue()
            : Numbers.parse(plain(label).toString().trim());
    return Double.isFinite(number) ? (Object) number : null;
  }

  private static Object plain(Object label) {
    return label instanceof Transcript transcript ? transcript.text() : label;
  }

  /** Says why a label that can't be put so is refused. */
  static String refusal(Object label, Object prediction) {
    return prediction instanceof Transcript
        ? "the transcript of the label or of the prediction has more than "
            + Transcript.MAX_CHARS
            + " characters and is not compared"
        : "label=" + label + " is not allowed; allowed: a number, as the prediction is";
  }
}
