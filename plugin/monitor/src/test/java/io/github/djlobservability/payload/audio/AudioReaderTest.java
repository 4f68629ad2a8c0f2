package io.github.djlobservability.payload.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.payload.media.MalformedMediaException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads files of sound, and refuses those that lie. */
class AudioReaderTest {

  static Stream<String> files() throws IOException {
    try (InputStream in = AudioReaderTest.class.getResourceAsStream("/audio/libsndfile.txt")) {
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      return lines.stream().filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatLibsndfileWritesAsItDoes(String line) throws IOException {
    String[] parts = line.split(" ", -1);
    AudioClip clip = AudioReader.read(Base64.getDecoder().decode(parts[1]));
    String[] name = parts[0].split("-", -1);
    assertThat(clip.sampleRate()).isEqualTo(11_025);
    assertThat(clip.channels()).isEqualTo(Integer.parseInt(name[2]));
    assertThat(clip.samples()).hasSize(parts.length - 2);
    for (int i = 2; i < parts.length; i++) {
      assertThat((double) clip.samples()[i - 2])
          .as("%s, sample %d", parts[0], i - 2)
          .isCloseTo(Double.parseDouble(parts[i]), within(2e-7));
    }
  }

  @Test
  void decodesTheLawsOfG711AsPythonsAudioopDoes() {
    // audioop.ulaw2lin and alaw2lin of the bytes 0 to 255: the sum of value by byte.
    long ulaw = 0;
    long alaw = 0;
    for (int i = 0; i < 256; i++) {
      byte[] code = {(byte) i};
      ulaw += i * (long) (SampleCoding.ULAW.sample(code, 0, false) * 32_768);
      alaw += i * (long) (SampleCoding.ALAW.sample(code, 0, false) * 32_768);
    }
    assertThat(ulaw).isEqualTo(98_107_392);
    assertThat(alaw).isEqualTo(100_139_008);
  }

  @Test
  void listensToAMinuteAtMostAndKnowsHowLongAllOfItIs() throws IOException {
    AudioClip clip = AudioReader.read(Sound.wav(new float[70 * 8_000], 8_000));
    assertThat(clip.samples()).hasSize(60 * 8_000);
    assertThat(clip.seconds()).isEqualTo(70);
  }

  @Test
  void readsWhatWasWrittenToAPipe() throws IOException {
    byte[] file = Sound.wav(new float[100], 8_000);
    Arrays.fill(file, 40, 44, (byte) 0xff);
    assertThat(AudioReader.read(file).samples()).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({
    "40,a0860100,breaks off", // more bytes of samples than there are
    "40,01000000,has no samples", // not one sample
    "22,0000,has 0 channels",
    "22,ffff,has frames of 2 bytes",
    "24,00000000,has a sample rate of 0.0 Hz",
    "24,ffffff7f,has a sample rate of",
    "34,0700,has frames", // 7 bits, so one byte
    "34,ff7f,has frames",
    "20,1100,IMA ADPCM",
    "20,3412,WAV coding 0x1234",
    "16,ffffff7f,has no samples", // a format that is longer than the file
  })
  void refusesHeadersThatLie(int at, String hex, String why) {
    byte[] file = Sound.wav(new float[100], 8_000);
    for (int i = 0; i < hex.length() / 2; i++) {
      file[at + i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    assertThatThrownBy(() -> AudioReader.read(file))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesLargeFilesOfNothingButChunks() {
    byte[] file = new byte[50 << 20];
    System.arraycopy("RIFF....WAVE".getBytes(ISO_8859_1), 0, file, 0, 12);
    assertThatThrownBy(() -> AudioReader.read(file)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void refusesWhateverIsDamagedAndNothingElseHappens() throws IOException {
    long seed = 15;
    Random random = new Random(seed);
    List<String> files = files().toList();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      String line = files.get(random.nextInt(files.size()));
      byte[] file = Base64.getDecoder().decode(line.split(" ", -1)[1]);
      for (int j = 0; j < 3; j++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = random.nextBoolean() ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
      try {
        assertThat(AudioFigures.of(AudioReader.read(cut))).as("seed %d", seed).isNotEmpty();
      } catch (MalformedMediaException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 19_000);
  }

  @ParameterizedTest
  @CsvSource({
    "fLaC, FLAC",
    "OggS, Ogg",
    "ID3, MP3",
    "\u00ff\u00fb\u0090\u0000, MP3",
    "#!AMR, AMR",
    "....ftypM4A, MP4",
    "'\u001aE\u00df\u00a3', WebM",
  })
  void namesCodingsThatItDoesNotDecode(String mark, String name) {
    byte[] file = Arrays.copyOf(mark.getBytes(ISO_8859_1), 100);
    assertThat(AudioReader.isAudio(file)).isTrue();
    assertThatThrownBy(() -> AudioReader.read(file))
        .isInstanceOfSatisfying(
            MalformedMediaException.class,
            e -> assertThat(e.reason()).isEqualTo(MalformedMediaException.Reason.CODING))
        .hasMessage("is in " + name + ", which is not decoded");
  }

  @Test
  void takesNoTextForSound() {
    for (String text : List.of("{\"a\": 1}", "RIFF", "ID 3", "age,bmi\n1,2", "")) {
      assertThat(AudioReader.isAudio(text.getBytes(UTF_8))).as(text).isFalse();
    }
  }
}
