package io.github.djlobservability.content;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a request's body. Stateless.
 *
 * <p>JSON: an array holds rows, unless it holds numbers, which are one row; so do the members
 * {@code instances} and {@code inputs} of an object, and the only member of an object; tensors of
 * KServe say how many rows they have. Tensors: the first dimension of the first one, if it has at
 * least two. CSV: lines, without a header. JSON lines: lines.
 */
final class ItemCounter {
  /** The body isn't understood. */
  static final long UNKNOWN = 0;

  private ItemCounter() {}

  /**
   * Returns how many rows a body has; {@value #UNKNOWN} when that can't be told.
   *
   * @param body all of it; of tensors, the beginning will do
   */
  static long count(@Nullable String contentType, byte[] body) {
    if (contentType == null || body.length == 0) {
      return UNKNOWN;
    }
    try {
      return switch (ResponseFormat.mediaType(contentType)) {
        case "application/json" -> json(body);
        case "text/csv" -> CsvRows.count(contentType, body);
        case "tensor/npz", "tensor/ndlist", "tensor/npy" -> TensorRows.count(body);
        default ->
            ResponseFormat.of(contentType, true) == ResponseFormat.JSON_LINES
                ? lines(body)
                : UNKNOWN;
      };
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static long json(byte[] body) throws IOException {
    try (JsonReader reader =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8))) {
      long rows = reader.peek() == JsonToken.BEGIN_OBJECT ? object(reader) : array(reader).rows();
      return reader.peek() == JsonToken.END_DOCUMENT ? rows : UNKNOWN;
    }
  }

  /** An object that isn't there only to hold rows is a row itself. */
  private static long object(JsonReader reader) throws IOException {
    int members = 0;
    Rows only = Rows.ONE;
    Rows named = null;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      members++;
      only = array(reader);
      if (name.equals("instances")) {
        named = new Rows(only.elements(), only.elements());
      } else if (name.equals("inputs") && named == null) {
        named = only;
      }
    }
    reader.endObject();
    return named != null ? named.rows() : members == 1 ? only.rows() : 1;
  }

  /** Reads a value of any kind. */
  private static Rows array(JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.BEGIN_ARRAY) {
      reader.skipValue();
      return Rows.ONE;
    }
    long elements = 0;
    boolean numbers = true;
    long tensorRows = UNKNOWN;
    reader.beginArray();
    while (reader.hasNext()) {
      numbers &= reader.peek() == JsonToken.NUMBER;
      if (elements == 0 && reader.peek() == JsonToken.BEGIN_OBJECT) {
        tensorRows = tensor(reader);
      } else {
        reader.skipValue();
      }
      elements++;
    }
    reader.endArray();
    if (tensorRows != UNKNOWN) {
      return new Rows(tensorRows, elements);
    }
    return new Rows(numbers && elements > 0 ? 1 : elements, elements);
  }

  /** Reads an object; returns its rows if it is a tensor of KServe's. */
  private static long tensor(JsonReader reader) throws IOException {
    long rows = UNKNOWN;
    boolean typed = false;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      typed |= name.equals("datatype");
      if (name.equals("shape") && reader.peek() == JsonToken.BEGIN_ARRAY) {
        rows = firstDimension(reader);
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    return typed ? rows : UNKNOWN;
  }

  private static long firstDimension(JsonReader reader) throws IOException {
    long first = 1;
    int dimensions = 0;
    reader.beginArray();
    while (reader.hasNext()) {
      if (dimensions == 0 && reader.peek() == JsonToken.NUMBER) {
        first = reader.nextLong();
      } else {
        reader.skipValue();
      }
      dimensions++;
    }
    reader.endArray();
    return dimensions < 2 ? 1 : Math.max(first, 1);
  }

  private static long lines(byte[] body) {
    long lines = 0;
    boolean blank = true;
    for (byte b : body) {
      if (b == '\n') {
        lines += blank ? 0 : 1;
        blank = true;
      } else if (b != '\r' && b != ' ') {
        blank = false;
      }
    }
    return lines + (blank ? 0 : 1);
  }

  /** How many rows a value holds, and how many elements. */
  private record Rows(long rows, long elements) {
    static final Rows ONE = new Rows(1, 1);
  }
}
