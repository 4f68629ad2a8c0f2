package io.github.djlobservability.quality;

import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.measure.LabelledItem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labelled items in a saved state. What names them is not saved. */
final class ItemFormat {

  private static final int MOST_ITEMS = 1_000_000;
  private static final int MOST_VALUES = 10_000;
  private static final byte CLASS = 0;
  private static final byte NUMBER = 1;
  private static final byte TRANSCRIPT = 2;

  private ItemFormat() {}

  static void write(DataOutput out, Collection<LabelledItem> items) throws IOException {
    out.writeInt(items.size());
    for (LabelledItem item : items) {
      out.writeLong(item.item());
      out.writeLong(item.predictedAtMillis());
      out.writeLong(item.labelledAtMillis());
      writeValue(out, item.prediction());
      writeValue(out, item.label());
      out.writeDouble(item.weight());
      out.writeInt(item.probabilities().size());
      for (Map.Entry<String, Double> entry : item.probabilities().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeDouble(entry.getValue());
      }
      out.writeInt(item.segments().size());
      for (String segment : item.segments()) {
        writeNullable(out, segment);
      }
    }
  }

  static List<LabelledItem> read(DataInput in) throws IOException {
    List<LabelledItem> items = new ArrayList<>();
    int size = StateLimits.size(in.readInt(), MOST_ITEMS);
    for (int i = 0; i < size; i++) {
      long number = in.readLong();
      long predictedAt = in.readLong();
      long labelledAt = in.readLong();
      Object prediction = readValue(in);
      Object label = readValue(in);
      double weight = in.readDouble();
      Map<String, Double> probabilities = new LinkedHashMap<>();
      int told = StateLimits.size(in.readInt(), MOST_VALUES);
      for (int j = 0; j < told; j++) {
        probabilities.put(in.readUTF(), in.readDouble());
      }
      List<@Nullable String> segments = new ArrayList<>();
      int values = StateLimits.size(in.readInt(), MOST_VALUES);
      for (int j = 0; j < values; j++) {
        segments.add(readNullable(in));
      }
      items.add(
          new LabelledItem(
              number,
              null,
              predictedAt,
              labelledAt,
              prediction,
              probabilities,
              label,
              weight,
              segments));
    }
    return items;
  }

  private static void writeValue(DataOutput out, Object value) throws IOException {
    if (value instanceof Double number) {
      out.writeByte(NUMBER);
      out.writeDouble(number);
    } else if (value instanceof TranscriptErrors errors) {
      out.writeByte(TRANSCRIPT);
      out.writeInt(errors.words());
      out.writeInt(errors.written());
      out.writeInt(errors.wordErrors());
      out.writeInt(errors.characters());
      out.writeInt(errors.characterErrors());
    } else {
      out.writeByte(CLASS);
      out.writeUTF(value.toString());
    }
  }

  private static Object readValue(DataInput in) throws IOException {
    return switch (in.readByte()) {
      case NUMBER -> in.readDouble();
      case TRANSCRIPT ->
          new TranscriptErrors(
              in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
      default -> in.readUTF();
    };
  }

  private static void writeNullable(DataOutput out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readNullable(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
