package io.github.djlobservability.payload.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.djlobservability.payload.media.MalformedMediaException;
import io.github.djlobservability.payload.media.MalformedMediaException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refuses what is damaged, too large or in another format, and allocates nothing for a lie. */
class ImageReaderTest {
  private static final long SEED = 20261130;

  private static void refused(Reason reason, ThrowingCallable read) {
    assertThatExceptionOfType(MalformedMediaException.class)
        .isThrownBy(read)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "palette.png", "q90.jpg", "progressive.jpg"})
  void filesThatBreakOffAreDamaged(String name) {
    byte[] file = TestImages.file(name);
    for (int length = 12; length < file.length * 3 / 4; length += 101) {
      byte[] part = Arrays.copyOf(file, length);
      refused(Reason.DAMAGED, () -> ImageReader.read(part));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "other.webp", "other.gif"})
  void otherCodingsAreKnownAndNotDecoded(String name) {
    byte[] file = TestImages.file(name);
    assertThat(ImageReader.isImage(file)).isTrue();
    refused(Reason.CODING, () -> ImageReader.read(file));
  }

  @Test
  void textAndSoundAreNoImages() {
    assertThat(ImageReader.isImage("{\"a\": 1}".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(ImageReader.isImage("RIFF1234WAVEfmt ".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(ImageReader.isImage(new byte[0])).isFalse();
  }

  /** 60,000 x 60,000 black pixels pack into 20 kB a part; the header alone is believed. */
  @Test
  void bombsAreTooLarge() throws IOException {
    byte[] bomb = TestImages.png(60_000, 60_000, deflated(20_000_000));
    assertThat(bomb.length).isLessThan(30_000);
    refused(Reason.SIZE, () -> ImageReader.read(bomb));
  }

  @Test
  void aScanOfElevenBytesForAllPixelsIsABomb() {
    byte[] few = TestImages.scans(30, 300);
    refused(Reason.DAMAGED, () -> ImageReader.read(few));
    byte[] many = TestImages.scans(200, 2_800);
    assertThat(many.length).isLessThan(4_000);
    refused(Reason.SIZE, () -> ImageReader.read(many));
  }

  @Test
  void aHeaderMayNotPromiseMorePixelsThanThereAre() throws IOException {
    byte[] lie = TestImages.png(4_000, 4_000, deflated(100));
    refused(Reason.DAMAGED, () -> ImageReader.read(lie));
  }

  /** The decoder would allocate what the chunk says. */
  @Test
  void aChunkMayNotBeLongerThanTheFile() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(TestImages.file("rgb.png"), 0, 33);
    file.write(
        ByteBuffer.allocate(12)
            .putInt(Integer.MAX_VALUE - 20)
            .put("iCCP".getBytes(StandardCharsets.US_ASCII))
            .putInt(0)
            .array());
    refused(Reason.DAMAGED, () -> ImageReader.read(file.toByteArray()));
  }

  /** A profile can make a native library stumble; it never gets there. */
  @Test
  void theDecoderGetsNothingButPixels() throws IOException {
    byte[] file = TestImages.file("q90.jpg");
    ByteArrayOutputStream withProfile = new ByteArrayOutputStream();
    withProfile.write(file, 0, 2);
    byte[] profile = "ICC_PROFILE\0\1\1 no profile at all".getBytes(StandardCharsets.US_ASCII);
    withProfile.write(
        ByteBuffer.allocate(4)
            .putShort((short) 0xffe2)
            .putShort((short) (profile.length + 2))
            .array());
    withProfile.write(profile);
    withProfile.write(file, 2, file.length - 2);
    ImageFile read = JpegFile.read(withProfile.toByteArray());
    assertThat(new String(read.pixels(), StandardCharsets.ISO_8859_1))
        .doesNotContain("ICC_PROFILE");
    assertThat(ImageFigures.of(Picture.of(read)))
        .usingRecursiveComparison()
        .isEqualTo(ImageFigures.of(ImageReader.read(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "palette.png", "q40.jpg", "progressive.jpg", "grey.jpg"})
  void damageIsToldAndNothingElse(String name) {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] file = TestImages.file(name);
    int read = 0;
    int told = 0;
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged = file.clone();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ImageFigures.of(ImageReader.read(damaged))).isNotEmpty();
        read++;
      } catch (MalformedMediaException e) {
        assertThat(e).hasMessageMatching("(?s).+");
        told++;
      }
    }
    assertThat(told).isPositive();
    assertThat(read + told).isEqualTo(300);
  }

  private static byte[] deflated(int bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(new byte[bytes]);
    }
    return packed.toByteArray();
  }
}
