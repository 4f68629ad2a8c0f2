package io.github.djlobservability.payload.document;

import io.github.djlobservability.payload.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payload that has been read, before anyone has said what its parts mean. */
public sealed interface Document {

  /**
   * One JSON document, or several that follow one another.
   *
   * @param roots each null, a number, a flag, a text, {@link Values} or a {@code Map<String,
   *     Object>}; of two members of one name the later stands
   */
  record Json(List<@Nullable Object> roots) implements Document {}

  /**
   * Lines of a table.
   *
   * @param rows each as many values; no value is an empty text
   * @param header whether the first row has the columns' names; null if nobody says so
   */
  record Table(List<List<String>> rows, @Nullable Boolean header) implements Document {}

  /** Arrays, in the order they were sent. */
  record Tensors(List<Tensor> list) implements Document {}

  /**
   * A recording or an image, which has yet to be decoded.
   *
   * @param bytes nobody changes them
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Media(byte[] bytes) implements Document {}

  /** A text that is none of the others. */
  record Text(String text) implements Document {}
}
