package io.github.djlobservability.payload;

import io.github.djlobservability.payload.audio.AudioClip;
import io.github.djlobservability.payload.audio.AudioFigures;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.document.MediaFile;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.image.Picture;
import io.github.djlobservability.payload.media.DecodedMedia;
import io.github.djlobservability.payload.media.MalformedMediaException;
import io.github.djlobservability.payload.media.MediaEmbedder;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields of recordings and images: {@code speech.pitch_hz} of the field {@code speech},
 * {@code audio.pitch_hz} and {@code image.brightness} of one without a name. Either is a body, a
 * text in base64 or bytes as numbers; a recording may be a waveform of numbers where the settings
 * say its sample rate. Not thread-safe.
 */
final class MediaFields {
  private static final String AUDIO = "audio";
  private static final String IMAGE = "image";
  private static final String ENCODED = ";base64,";

  /** No recording or image is shorter. */
  private static final int LEAST_BYTES = 45;

  /** Shorter texts hold none. */
  private static final int LEAST_TEXT = 60;

  /** How many letters of base64 hold its mark. */
  private static final int MARK = 48;

  /** A waveform is at least as long. */
  private static final double LEAST_SECONDS = 0.05;

  /** Arrays that are nested deeper are no waveform. */
  private static final int MAX_AXES = 4;

  private final @Nullable Double sampleRate;
  private final MediaBudget budget;
  private final MediaEmbedder embedder;
  private final boolean counting;

  /**
   * @param sampleRate in Hz, of waveforms; null if no array of numbers is one
   * @param embedder makes an embedding of a sample of them
   */
  MediaFields(@Nullable Double sampleRate, MediaBudget budget, MediaEmbedder embedder) {
    this(sampleRate, budget, embedder, false);
  }

  private MediaFields(
      @Nullable Double sampleRate, MediaBudget budget, MediaEmbedder embedder, boolean counting) {
    this.sampleRate = sampleRate;
    this.budget = budget;
    this.embedder = embedder;
    this.counting = counting;
  }

  /** Reads nothing, where items are only counted. */
  static MediaFields counting(@Nullable Double sampleRate) {
    return new MediaFields(sampleRate, MediaBudget.unbounded(), MediaEmbedder.NONE, true);
  }

  /** Returns whether a text holds a recording or an image. */
  boolean isMedia(String text) {
    int from = start(text);
    if (counting || text.length() < Math.max(LEAST_TEXT, from + MARK)) {
      return false;
    }
    for (int i = from; i < from + MARK; i++) {
      if (!isBase64(text.charAt(i))) {
        return false;
      }
    }
    return MediaFile.isMedia(Base64.getDecoder().decode(text.substring(from, from + MARK)));
  }

  /** Returns where the base64 of a text begins, which may be a data URL (RFC 2397). */
  private static int start(String text) {
    int encoded = text.startsWith("data:") ? text.indexOf(ENCODED) : -1;
    return encoded < 0 ? 0 : encoded + ENCODED.length();
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  /** Returns the numbers of a waveform, which may be one of one channel in one batch; else null. */
  @Nullable Values wave(Values values) {
    Values inner = values;
    for (int i = 0; i < MAX_AXES && inner.size() == 1 && inner.get(0) instanceof Values one; i++) {
      inner = one;
    }
    if (isBytes(inner)) {
      return inner;
    }
    return sampleRate != null && inner.size() >= LEAST_SECONDS * sampleRate && inner.isNumeric()
        ? inner
        : null;
  }

  /** Returns whether an array holds a file, a number for each byte. */
  private static boolean isBytes(Values values) {
    if (values.size() < LEAST_BYTES || !(values.get(0) instanceof Number) || !values.isNumeric()) {
      return false;
    }
    return MediaFile.isDecoded(bytes(values, LEAST_BYTES));
  }

  private static byte[] bytes(Values values, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = values.get(i) instanceof Number number ? (byte) number.intValue() : 0;
    }
    return bytes;
  }

  /** Returns the items of the first tensor that is of waveforms; none if there is none. */
  List<Fields> waves(List<Tensor> tensors) throws NotReadException {
    List<Fields> items = new ArrayList<>();
    for (Tensor tensor : tensors) {
      Values values = Values.of(tensor);
      boolean one = !values.isNested();
      for (int i = 0; i < (one ? 1 : values.size()); i++) {
        Values wave = one ? wave(values) : values.get(i) instanceof Values row ? wave(row) : null;
        if (wave != null) {
          items.add(item(wave));
        }
      }
      if (!items.isEmpty()) {
        return items;
      }
    }
    return items;
  }

  /** Makes an item of a file. */
  Fields item(byte[] file) throws NotReadException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    put(fields, kind(file), file);
    return new Fields(fields, false);
  }

  /** Makes an item of a text that holds a file. */
  Fields item(String text) throws NotReadException {
    return item(decoded(text));
  }

  /** Makes an item of a waveform, or of a file as numbers. */
  Fields item(Values wave) throws NotReadException {
    if (isBytes(wave)) {
      return item(bytes(wave, wave.size()));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    put(fields, AUDIO, wave);
    return new Fields(fields, false);
  }

  private static String kind(byte[] file) {
    return ImageReader.isImage(file) ? IMAGE : AUDIO;
  }

  /** Adds the figures of a file that a text holds, which is called by what it is. */
  void putByKind(Map<String, @Nullable Object> into, String name, String text)
      throws NotReadException {
    byte[] file = decoded(text);
    put(into, name + "." + kind(file), file);
  }

  /** Adds the figures of a file that a text holds. */
  void put(Map<String, @Nullable Object> into, String name, String text) throws NotReadException {
    put(into, name, decoded(text));
  }

  private static byte[] decoded(String text) throws NotReadException {
    try {
      return Base64.getMimeDecoder().decode(text.substring(start(text)));
    } catch (IllegalArgumentException e) {
      throw new NotReadException(
          NotRead.MALFORMED, "the base64 of a recording or an image is damaged");
    }
  }

  /** Adds the figures of a waveform, or of a file as numbers. */
  void put(Map<String, @Nullable Object> into, String name, Values values) throws NotReadException {
    if (counting) {
      return;
    }
    if (isBytes(values) || sampleRate == null) {
      put(into, name, bytes(values, values.size()));
      return;
    }
    double rate = sampleRate;
    AudioClip clip = AudioClip.ofWave(rate, floats(values));
    add(into, name, budget.spend(() -> AudioFigures.of(clip)), clip);
  }

  private static float[] floats(Values values) {
    float[] floats = new float[Math.min(values.size(), AudioClip.MAX_SAMPLES)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i) instanceof Number number ? number.floatValue() : Float.NaN;
    }
    return floats;
  }

  private void put(Map<String, @Nullable Object> into, String name, byte[] file)
      throws NotReadException {
    if (!counting) {
      Decoded decoded = budget.spend(() -> figures(file));
      add(into, name, decoded.figures(), decoded.media());
    }
  }

  private static Decoded figures(byte[] file) throws NotReadException {
    boolean image = ImageReader.isImage(file);
    try {
      if (image) {
        Picture picture = ImageReader.read(file);
        return new Decoded(ImageFigures.of(picture), picture);
      }
      AudioClip clip = AudioReader.read(file);
      return new Decoded(AudioFigures.of(clip), clip);
    } catch (MalformedMediaException e) {
      String sentence = (image ? "an image " : "a recording ") + e.getMessage();
      if (e.codec() != null) {
        throw NotReadException.ofCodec(e.codec(), sentence);
      }
      throw new NotReadException(reason(e), sentence);
    }
  }

  private static NotRead reason(MalformedMediaException e) {
    return switch (e.reason()) {
      case DAMAGED -> NotRead.MALFORMED;
      case CODING -> NotRead.TYPE;
      case SIZE -> NotRead.SIZE;
    };
  }

  private void add(
      Map<String, @Nullable Object> into,
      String name,
      Map<String, @Nullable Object> figures,
      DecodedMedia media) {
    figures.forEach((figure, value) -> into.put(name + "." + figure, value));
    float[] embedding = embedder.embed(media);
    if (embedding != null) {
      into.put(name + "." + MediaEmbedder.FIELD, embedding);
    }
  }

  private record Decoded(Map<String, @Nullable Object> figures, DecodedMedia media) {}
}
