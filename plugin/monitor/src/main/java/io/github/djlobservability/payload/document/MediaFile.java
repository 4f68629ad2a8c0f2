package io.github.djlobservability.payload.document;

import io.github.djlobservability.payload.audio.AudioClip;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.image.ImageReader;

/** Tells files of sound and images by how they begin. Stateless. */
public final class MediaFile {

  /** More of a file is not read where many come. */
  public static final int MAX_BYTES = 1 << 24;

  /** The smallest sample of a recording has one byte, and four when it is read. */
  private static final long RECORDING_GROWTH = Float.BYTES;

  private static final long LONGEST_RECORDING = (long) Float.BYTES * AudioClip.MAX_SAMPLES;

  /** Two times 512 x 512 pixels of three bytes, their brightness, and what the decoder needs. */
  private static final long PIXELS = 4L << 20;

  private MediaFile() {}

  /**
   * Returns roughly how much memory it takes to look into a file that is decoded, beside its own.
   */
  public static long memoryToRead(byte[] bytes) {
    return AudioReader.isFile(bytes)
        ? Math.min(RECORDING_GROWTH * bytes.length, LONGEST_RECORDING)
        : bytes.length + PIXELS;
  }

  /** Returns whether bytes begin as sound or an image of a known kind does, decoded or not. */
  public static boolean isMedia(byte[] bytes) {
    return AudioReader.isAudio(bytes) || ImageReader.isImage(bytes);
  }

  /** Returns whether bytes begin as sound or an image of a kind that is decoded does. */
  public static boolean isDecoded(byte[] bytes) {
    return AudioReader.isFile(bytes) || ImageReader.isFile(bytes);
  }
}
