package io.github.djlobservability.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.audio.AudioFigures;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.audio.Sound;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.image.TestImages;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads recordings and images wherever they are in a request. */
class MediaFieldsTest {
  private static final byte[] FILE = Sound.wav(Sound.voice(), Sound.RATE);
  private static final String BASE64 = Base64.getEncoder().encodeToString(FILE);
  private static final ReadingSettings WAVES =
      new ReadingSettings(null, null, null, List.of(), (double) Sound.RATE);

  private static Map<String, @Nullable Object> figures(String field) throws IOException {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    AudioFigures.of(AudioReader.read(FILE))
        .forEach((name, value) -> figures.put(field + "." + name, value));
    return figures;
  }

  /** Reads without a reference, and again with the one that this makes. */
  private static List<Fields> read(byte[] body, @Nullable String type, ReadingSettings settings)
      throws NotReadException {
    List<Fields> first =
        new RequestReader(ExpectedFields.NONE, settings).read(DocumentReader.read(body, type));
    Map<String, ExpectedFields.Kind> names = new LinkedHashMap<>();
    first.get(0).values().keySet().forEach(name -> names.put(name, ExpectedFields.Kind.VALUE));
    List<Fields> again =
        new RequestReader(new ExpectedFields(names), settings)
            .read(DocumentReader.read(body, type));
    assertThat(again).usingRecursiveFieldByFieldElementComparator().isEqualTo(first);
    return first;
  }

  private static List<Fields> json(String json) throws NotReadException {
    return read(json.getBytes(UTF_8), "application/json", ReadingSettings.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/wav", "application/octet-stream", "text/plain", ""})
  void aBodyIsSoundWhateverItIsCalled(String type) throws Exception {
    List<Fields> items = read(FILE, type, ReadingSettings.DEFAULTS);
    assertThat(items).hasSize(1);
    assertThat(items.get(0).values()).isEqualTo(figures("audio"));
  }

  @Test
  void base64IsSoundInAnyForm() throws Exception {
    for (String text : List.of(BASE64, "data:audio/wav;base64," + BASE64)) {
      assertThat(json("{\"clip\": \"" + text + "\", \"user\": \"a\"}").get(0).values())
          .containsAllEntriesOf(figures("clip"))
          .containsEntry("user", "a");
      assertThat(json("{\"inputs\": \"" + text + "\"}").get(0).values())
          .isEqualTo(figures("inputs"));
      assertThat(json("[\"" + text + "\", \"" + text + "\"]")).hasSize(2);
      assertThat(json("{\"instances\": [\"" + text + "\"]}").get(0).values())
          .isEqualTo(figures("audio"));
      assertThat(json("{\"instances\": [{\"b64\": \"" + text + "\"}]}").get(0).values())
          .isEqualTo(figures("b64"));
      assertThat(json("\"" + text + "\"").get(0).values()).isEqualTo(figures("audio"));
      assertThat(
              json("{\"inputs\": [{\"name\": \"AUDIO\", \"shape\": [1, 1], \"datatype\":"
                      + " \"BYTES\", \"data\": [\""
                      + text
                      + "\"]}]}")
                  .get(0)
                  .values())
          .isEqualTo(figures("AUDIO"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "q90.jpg"})
  void imagesAreReadAsRecordingsAre(String name) throws Exception {
    byte[] file = TestImages.file(name);
    String base64 = Base64.getEncoder().encodeToString(file);
    assertImage("image", read(file, "image/jpeg", ReadingSettings.DEFAULTS).get(0));
    assertImage("image", json("{\"instances\": [\"" + base64 + "\"]}").get(0));
    assertImage(
        "photo", json("{\"photo\": \"data:image/png;base64," + base64 + "\", \"a\": 1}").get(0));
    assertImage(
        "messages.image",
        json("{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\","
                + " \"image_url\": {\"detail\": \"low\", \"url\": \"data:image/png;base64,"
                + base64
                + "\"}}]}]}")
            .get(0));
    int[] bytes = new int[file.length];
    Arrays.setAll(bytes, i -> file[i] & 0xff);
    assertImage("photo", json("{\"photo\": " + Arrays.toString(bytes) + "}").get(0));
  }

  private static void assertImage(String field, Fields item) {
    assertThat(item.values())
        .containsEntry(field + ".colours", "rgb")
        .containsEntry(field + ".width", 61.0)
        .containsKey(field + ".sharpness_db");
    assertThat(item.values().get(field + ".thumbnail")).isInstanceOf(float[].class);
  }

  @Test
  void bytesAsNumbersAreSound() throws Exception {
    int[] bytes = new int[FILE.length];
    Arrays.setAll(bytes, i -> FILE[i] & 0xff);
    assertThat(json("{\"clip\": " + Arrays.toString(bytes) + "}").get(0).values())
        .isEqualTo(figures("clip"));
  }

  @Test
  void waveformsAreSoundWhereTheSettingSaysTheRate() throws Exception {
    float[] wave = Sound.voice();
    String json = "{\"inputs\": [" + Arrays.toString(wave) + "]}";
    List<Fields> sound = read(json.getBytes(UTF_8), null, WAVES);
    assertThat(sound.get(0).values()).hasSize(figures("audio").size());
    assertThat(sound.get(0).values().get("audio.pitch_hz"))
        .isEqualTo(figures("audio").get("audio.pitch_hz"));
    Document request = DocumentReader.read(json.getBytes(UTF_8), null);
    RequestReader without = new RequestReader(ExpectedFields.NONE, ReadingSettings.DEFAULTS);
    assertThat(without.read(request).get(0).values()).doesNotContainKey("audio.pitch_hz");
  }

  @Test
  void tensorsAreWaveformsOneForEachRow() throws Exception {
    float[] wave = Arrays.copyOf(Sound.voice(), 4 * Sound.RATE);
    System.arraycopy(wave, 0, wave, 2 * Sound.RATE, 2 * Sound.RATE);
    Document two =
        new Document.Tensors(
            List.of(new Tensor(null, new int[] {2, 2 * Sound.RATE}, Elements.of(wave))));
    List<Fields> items = new RequestReader(ExpectedFields.NONE, WAVES).read(two);
    assertThat(items).hasSize(2);
    assertThat(items.get(1)).isEqualTo(items.get(0));
    assertThat(items.get(0).values()).containsKey("audio.snr_db");
  }

  @Test
  void aTextThatTheReferenceHasRemainsText() throws Exception {
    ExpectedFields expected = new ExpectedFields(Map.of("clip", ExpectedFields.Kind.VALUE));
    Document request =
        DocumentReader.read(("{\"clip\": \"" + BASE64 + "\"}").getBytes(UTF_8), null);
    assertThat(new RequestReader(expected, ReadingSettings.DEFAULTS).read(request).get(0).values())
        .containsOnlyKeys("clip");
  }

  @Test
  void saysWhatItDoesNotDecode() {
    byte[] flac = Arrays.copyOf("fLaC".getBytes(UTF_8), 100);
    assertRefused(flac, NotRead.TYPE, "a recording is in FLAC, which is not decoded");
    assertRefused(Arrays.copyOf(FILE, 100), NotRead.MALFORMED, "a recording breaks off: it says");
    assertRefused(
        TestImages.file("other.webp"), NotRead.TYPE, "an image is in WebP, which is not decoded");
    assertRefused(
        Arrays.copyOf(TestImages.file("rgb.png"), 900),
        NotRead.MALFORMED,
        "an image breaks off in its chunk IDAT");
    String broken = "{\"clip\": \"" + BASE64.substring(0, 400) + "\"}";
    assertRefused(broken.getBytes(UTF_8), NotRead.MALFORMED, "a recording breaks off");
  }

  private static void assertRefused(byte[] body, NotRead reason, String sentence) {
    assertThatThrownBy(() -> read(body, null, ReadingSettings.DEFAULTS))
        .isInstanceOfSatisfying(
            NotReadException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(sentence);
  }

  @Test
  void aBudgetLetsASampleThrough() throws Exception {
    AtomicLong clock = new AtomicLong();
    MediaBudget budget = new MediaBudget(0.1, clock::get, clock::get);
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      try {
        // Each comes after 10 ms and takes 5 ms: a tenth of a core is 1 ms.
        clock.addAndGet(5_000_000);
        looked += budget.spend(() -> clock.addAndGet(5_000_000) > 0 ? 1 : 0);
      } catch (NotReadException e) {
        assertThat(e.reason()).isEqualTo(NotRead.BUDGET);
        clock.addAndGet(5_000_000);
      }
    }
    // 10 s have 1 s for it, and the first second's tenth is there from the start.
    assertThat(looked).isBetween(200, 225);
    assertThatThrownBy(() -> new MediaBudget(0, clock::get, clock::get).spend(() -> 1))
        .isInstanceOf(NotReadException.class);
  }

  @Test
  void onlyTheThreadsOwnTimeIsSpent() throws Exception {
    AtomicLong clock = new AtomicLong();
    AtomicLong cpu = new AtomicLong();
    MediaBudget budget = new MediaBudget(0.1, clock::get, cpu::get);
    for (int i = 0; i < 1_000; i++) {
      // Each takes 5 ms on a busy machine, half a millisecond of it on a core.
      long ends =
          budget.spend(
              () -> {
                cpu.addAndGet(500_000);
                return clock.addAndGet(5_000_000);
              });
      assertThat(ends).isEqualTo(5_000_000L * (i + 1));
    }
  }
}
