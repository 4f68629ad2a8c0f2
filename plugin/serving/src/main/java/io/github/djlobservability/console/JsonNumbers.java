package io.github.djlobservability.console;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes numbers; JSON has no NaN and no infinity, so those are null. */
final class JsonNumbers extends TypeAdapter<Double> {
  @Override
  public void write(JsonWriter out, @Nullable Double value) throws IOException {
    if (value == null || value.isNaN() || value.isInfinite()) {
      out.nullValue();
    } else {
      out.value(value);
    }
  }

  @Override
  public Double read(JsonReader in) throws IOException {
    return in.nextDouble();
  }
}
