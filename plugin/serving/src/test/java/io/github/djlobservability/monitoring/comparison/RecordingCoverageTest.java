package io.github.djlobservability.monitoring.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.console.overview.NotLookedInto;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.items.ItemReader;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.media.MediaEmbedder;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import io.github.djlobservability.worker.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Recordings are read where their memory suffices, and counted by their coding where not. */
class RecordingCoverageTest {

  private static final ModelId MODEL = new ModelId("m", null);
  private static final int MIB = 1 << 20;

  @Test
  void aRecordingTakesNoMoreThanItsSamples() {
    byte[] recording = recording(3 * MIB);
    byte[] json = new byte[3 * MIB];
    Arrays.fill(json, (byte) ' ');

    assertThat(read(recording, 16L * MIB)).isNull();
    assertThat(read(recording, 10L * MIB)).isEqualTo(NotRead.MEMORY);
    assertThat(read(json, 59L * MIB)).isEqualTo(NotRead.MEMORY);
    // However long: what is longer than a minute is not listened to.
    assertThat(read(recording(15 * MIB), 13L * MIB)).isNull();
  }

  @Test
  void tensorsThatATranslatorMadeOfItTakeNoMemoryUnlessTheyAreRead() {
    int side = 224;
    Tensor pixels =
        new Tensor(null, new int[] {1, 3, side, side}, Elements.of(new float[3 * side * side]));
    Payload.Tensors made = new Payload.Tensors(List.of(pixels));
    Payload.Body recording = Payload.Body.of(recording(MIB), "audio/wav");
    Payload.Body unknown = Payload.Body.of(new byte[99], "application/octet-stream");

    assertThat(read(new Payload.Both(recording, made), 5L * MIB)).isNull();
    assertThat(read(new Payload.Both(unknown, made), 5L * MIB)).isEqualTo(NotRead.MEMORY);
    assertThat(read(new Payload.Both(unknown, made), 60L * MIB)).isNull();
  }

  @Test
  void whatIsNotDecodedIsCountedByItsCoding() {
    Coverage coverage = new Coverage(MODEL, true);
    coverage.notCompared(refusal("fLaC and more of it"));
    coverage.notCompared(refusal("ID3 and more of it"));
    coverage.notCompared(refusal("fLaC and more of it"));
    coverage.notCompared(new NotReadException(NotRead.TYPE, "the body is compressed (gzip)"));
    CoverageReport report = coverage.report(null);

    assertThat(report.reasons()).containsEntry("type", 4L);
    assertThat(report.codecs()).isEqualTo(Map.of("FLAC", 2L, "MP3", 1L));
    assertThat(NotLookedInto.of("m", report))
        .extracting(Overview.LeftOut::reason)
        .containsExactly("the body is of a type that is not read (FLAC 2, MP3 1)");
  }

  @Test
  void moreCodingsThanThereAreAreTakenTogether() {
    Coverage coverage = new Coverage(MODEL, true);
    for (int i = 0; i < 100; i++) {
      coverage.notCompared(NotReadException.ofCodec("coding " + i, "is not decoded"));
    }
    assertThat(coverage.report(null).codecs()).hasSize(17).containsEntry("others", 84L);
  }

  /** Returns why a body was not read within a memory; null if it was. */
  private static @Nullable NotRead read(byte[] body, long memory) {
    return read(Payload.Body.of(body, "audio/wav"), memory);
  }

  private static @Nullable NotRead read(Payload input, long memory) {
    NotReadException why = refusal(input, memory);
    return why == null ? null : why.reason();
  }

  private static @Nullable NotReadException refusal(Payload input, long memory) {
    AtomicReference<@Nullable NotReadException> why = new AtomicReference<>();
    ItemReader reader =
        new ItemReader(
            ReadingSettings.DEFAULTS,
            MediaBudget.unbounded(),
            MediaEmbedder.NONE,
            new MemoryBudget(2 * memory).share("reading", memory));
    reader.read(observation(input), items -> why.set(items.notRead()));
    return why.get();
  }

  private static NotReadException refusal(String body) {
    byte[] bytes = Arrays.copyOf(body.getBytes(StandardCharsets.US_ASCII), 2_000);
    NotReadException why = refusal(Payload.Body.of(bytes, "audio/wav"), 1 << 30);
    assertThat(why).isNotNull();
    return why;
  }

  private static Observation observation(Payload input) {
    Payload response =
        Payload.Body.of("{\"text\": \"one\"}".getBytes(StandardCharsets.UTF_8), "application/json");
    return new Observation(MODEL, 1, null, null, input, response);
  }

  /** Returns a WAV file of silence, PCM of 16 bits at 16 kHz. */
  private static byte[] recording(int bytes) {
    ByteBuffer file = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(bytes - 8);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes - 44);
    return file.array();
  }
}
