package io.github.djlobservability.label;

import io.github.djlobservability.label.record.RecordBuffer;
import io.github.djlobservability.state.CorruptFileException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a prediction is written down. Stateless. */
final class PredictionRecord {
  private PredictionRecord() {}

  static void write(Prediction prediction, RecordBuffer to) {
    Prediction.Ids ids = prediction.ids();
    to.putLong(prediction.item()).putLong(prediction.epochMillis());
    to.putText(ids.request()).putInt(ids.row()).putInt(ids.rows());
    to.putText(ids.trace()).putText(ids.key());
    to.putValue(prediction.value()).putDouble(prediction.score());
    to.putInt(prediction.probabilities().size());
    prediction.probabilities().forEach((name, value) -> to.putText(name).putDouble(value));
    to.putInt(prediction.segments().size());
    prediction.segments().forEach(to::putText);
  }

  /**
   * Takes one out of a record.
   *
   * @throws CorruptFileException if the record has not what a prediction has
   * @throws BufferUnderflowException if it is too short
   */
  static Prediction read(ByteBuffer from) throws CorruptFileException {
    long item = from.getLong();
    long epochMillis = from.getLong();
    String request = RecordBuffer.readText(from);
    int row = from.getInt();
    int rows = from.getInt();
    String trace = RecordBuffer.readText(from);
    String key = RecordBuffer.readText(from);
    Object value = RecordBuffer.readValue(from);
    double score = from.getDouble();
    Map<String, Double> probabilities = readProbabilities(from);
    List<@Nullable String> segments = readSegments(from);
    Prediction.Ids ids = new Prediction.Ids(request, row, rows, trace, key);
    return new Prediction(item, epochMillis, ids, value, probabilities, score, segments);
  }

  // As small as they can be: many are held at a time.

  private static Map<String, Double> readProbabilities(ByteBuffer from)
      throws CorruptFileException {
    int count = RecordBuffer.readCount(from, Short.BYTES + Double.BYTES);
    if (count <= 1) {
      return count == 0 ? Map.of() : Map.of(RecordBuffer.readName(from), from.getDouble());
    }
    Map<String, Double> probabilities = new LinkedHashMap<>(2 * count);
    for (int i = 0; i < count; i++) {
      probabilities.put(RecordBuffer.readName(from), from.getDouble());
    }
    return probabilities;
  }

  private static List<@Nullable String> readSegments(ByteBuffer from) throws CorruptFileException {
    int count = RecordBuffer.readCount(from, Short.BYTES);
    if (count == 0) {
      return List.of();
    }
    @Nullable String[] segments = new String[count];
    for (int i = 0; i < count; i++) {
      segments[i] = RecordBuffer.readText(from);
    }
    return Arrays.asList(segments);
  }
}
