package io.github.djlobservability.label;

import io.github.djlobservability.label.record.RecordBuffer;
import io.github.djlobservability.state.CorruptFileException;
import java.nio.ByteBuffer;

/**
 * The label of a prediction, as it is written down.
 *
 * @param place where its prediction is in the segment's file
 * @param sequence its number among all labels of the model
 * @param firstSequence the number of the first label that the prediction had
 * @param value what is right, as {@link Prediction#value()} is put
 * @param epochMillis when it was known
 * @param weight how many items it stands for
 */
record StoredLabel(
    int place, long sequence, long firstSequence, Object value, long epochMillis, double weight) {

  void write(RecordBuffer to) {
    to.putInt(place).putLong(sequence).putLong(firstSequence);
    to.putValue(value).putLong(epochMillis).putDouble(weight);
  }

  static StoredLabel read(ByteBuffer from) throws CorruptFileException {
    return new StoredLabel(
        from.getInt(),
        from.getLong(),
        from.getLong(),
        RecordBuffer.readValue(from),
        from.getLong(),
        from.getDouble());
  }

  boolean saysTheSameAs(Object otherValue, double otherWeight) {
    return value.equals(otherValue) && weight == otherWeight;
  }
}
