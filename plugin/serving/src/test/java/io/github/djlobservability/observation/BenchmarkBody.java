package io.github.djlobservability.observation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.djlobservability.model.ModelId;
import java.util.Arrays;

/** Bodies of the benchmarks of the doors: that of a JSON request is as large as the recording. */
public enum BenchmarkBody {
  NONE("", "", 0),
  JSON("[0", "application/json", 200_000),
  WAV("RIFF....WAVEfmt ", "audio/wav", 200_000),
  JPEG("\u00ff\u00d8\u00ff\u00e0", "image/jpeg", 50_000);

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes them
  private final byte[] bytes;

  private final String type;

  BenchmarkBody(String start, String type, int length) {
    this.bytes = Arrays.copyOf(start.getBytes(ISO_8859_1), length);
    this.type = type;
    for (int i = 2; type.endsWith("json") && i < length; i += 2) {
      bytes[i] = ',';
      bytes[i + 1] = '1';
    }
    if (type.endsWith("json")) {
      bytes[length - 2] = '0';
      bytes[length - 1] = ']';
    }
  }

  /** Returns the bytes, which nobody changes. */
  public byte[] bytes() {
    return bytes;
  }

  public String type() {
    return type;
  }

  /** Returns what takes each body and keeps none; nothing takes an empty one. */
  public Observations observations() {
    return this == NONE ? Observations.NONE : new Discarding();
  }

  private static final class Discarding implements Observations {
    @Override
    public boolean wanted(ModelId model) {
      return true;
    }

    @Override
    public void offer(Observation observation) {}
  }
}
