package io.github.djlobservability.label;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.Numbers;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts labels in the terms of predictions: numbers of a regression, or names of classes. */
final class LabelValue {

  private LabelValue() {}

  /**
   * Returns a label in the terms of its prediction.
   *
   * @param classes names a class as it is held
   * @return null for a label that is no finite number although the prediction is one
   */
  static @Nullable Object of(Object label, Object prediction, UnaryOperator<String> classes) {
    if (!(prediction instanceof Double)) {
      return classes.apply(ClassName.of(label));
    }
    double number =
        label instanceof Number given
            ? given.doubleValue()
            : Numbers.parse(label.toString().trim());
    return Double.isFinite(number) ? (Object) number : null;
  }
}
