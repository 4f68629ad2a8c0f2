package io.github.djlobservability.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.djlobservability.payload.audio.AudioFigures;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.audio.Sound;
import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.image.TestImages;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Large hostile recordings and images: each is refused, within an amount of memory. Of 1 MiB in the
 * build; docs/studies/faults.md has figures of 50 MB ({@code -Dhostile.bytes=50000000}).
 */
class HostileMediaTest {
  private static final int BYTES = Integer.getInteger("hostile.bytes", 1 << 20);
  private static final long SEED = 15;

  /** Beside the file: the pixels of the largest image that is decoded, some times over. */
  private static final long MEMORY = 256L << 20;

  /** A file and what is wrong with it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Hostile(String name, byte[] file) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hostile> files() throws IOException {
    byte[] wav = Sound.wav(new float[(BYTES - 44) / 2], Sound.RATE);
    byte[] png = TestImages.png(8_000, 3_000, deflated(random(BYTES)));
    byte[] jpeg = TestImages.file("q90.jpg");
    return Stream.of(
        new Hostile("wav that breaks off", Arrays.copyOf(wav, BYTES / 2)),
        new Hostile("wav of 65,535 channels", with(wav, 22, 0xffff, 2)),
        new Hostile("wav of 4 GHz", with(wav, 24, 0xffff_ffffL, 4)),
        new Hostile("wav of a format of 4 GB", with(wav, 16, 0xffff_ffffL, 4)),
        new Hostile("wav of chunks without anything", filled("RIFF....WAVE", "junk\0\0\0\0")),
        new Hostile("aiff of chunks without anything", filled("FORM....AIFF", "junk\0\0\0\0")),
        new Hostile("aiff of noise", filled("FORM....AIFFCOMM", "\u00ff\u0001x")),
        new Hostile("au whose samples are elsewhere", filled(".snd\u007f\u00ff\u00ff\u00ff", "x")),
        new Hostile("png that breaks off", Arrays.copyOf(png, png.length / 2)),
        new Hostile("png of noise", TestImages.png(8_000, 3_000, random(BYTES))),
        new Hostile("png bomb", TestImages.png(60_000, 60_000, deflated(new byte[BYTES]))),
        new Hostile(
            "png of one row of 2^31 pixels", TestImages.png(Integer.MAX_VALUE, 1, random(99))),
        new Hostile("png of chunks without anything", filled(header(), "\0\0\0\0teXt\0\0\0\0")),
        new Hostile("jpeg that breaks off", jpegs(jpeg, jpeg.length / 2)),
        new Hostile("jpeg of bytes that fill up", filled("\u00ff\u00d8\u00ff", "\u00ff")),
        new Hostile("jpeg of comments", filled("\u00ff\u00d8", "\u00ff\u00fe\0\u0002")),
        new Hostile("jpeg of scans", TestImages.scans(BYTES / 11, 2_800)),
        new Hostile("jpeg of 65,500 x 65,500", TestImages.scans(1, -36)));
  }

  /** Zeros that unpack behind the last pixel are never unpacked. */
  @Test
  void aBombBehindThePixelsTakesNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] png = TestImages.png(4_000, 9, deflated(new byte[20 * BYTES]));
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    assertThat(figures(png)).isEqualTo(20);
    assertThat(threads.getThreadAllocatedBytes(id) - before)
        .isLessThan(3L * png.length + (8 << 20));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedAndTakesNoMoreMemoryThanItMay(Hostile hostile) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long allocated = threads.getThreadAllocatedBytes(id);
    long nanos = threads.getThreadCpuTime(id);
    String said = "nothing";
    try {
      said = figures(hostile.file()) + " figures";
    } catch (MalformedMediaException e) {
      said = e.reason() + ": it " + e.getMessage();
    }
    allocated = threads.getThreadAllocatedBytes(id) - allocated;
    nanos = threads.getThreadCpuTime(id) - nanos;
    System.out.printf(
        "%s, %,d bytes: %s; %,d ms of CPU time, %,d MB%n",
        hostile, hostile.file().length, said, nanos / 1_000_000, allocated >> 20);
    assertThat(said).contains(": it ");
    assertThat(allocated).isLessThan(3L * hostile.file().length + MEMORY);
  }

  private static int figures(byte[] file) throws MalformedMediaException {
    return ImageReader.isImage(file)
        ? ImageFigures.of(ImageReader.read(file)).size()
        : AudioFigures.of(AudioReader.read(file)).size();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  /** Returns a file with a number in it that is a lie, the lowest byte first. */
  private static byte[] with(byte[] file, int at, long number, int length) {
    byte[] changed = file.clone();
    for (int i = 0; i < length; i++) {
      changed[at + i] = (byte) (number >> (8 * i));
    }
    return changed;
  }

  /** Returns a beginning and then the same again and again. */
  private static byte[] filled(String start, String rest) {
    byte[] file = Arrays.copyOf(start.getBytes(ISO_8859_1), BYTES);
    byte[] piece = rest.getBytes(ISO_8859_1);
    for (int i = start.length(); i < file.length; i++) {
      file[i] = piece[(i - start.length()) % piece.length];
    }
    return file;
  }

  /** Returns the beginning of a file, and noise in which the decoder finds no end. */
  private static byte[] jpegs(byte[] file, int length) {
    byte[] noise = random(BYTES);
    System.arraycopy(file, 0, noise, 0, length);
    return noise;
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String header() {
    return new String(Arrays.copyOf(TestImages.png(9, 9, new byte[0]), 33), ISO_8859_1);
  }
}
