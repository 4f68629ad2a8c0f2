package io.github.djlobservability.payload.document;

import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.image.ImageReader;

/** Tells files of sound and images by how they begin. Stateless. */
public final class MediaFile {

  private MediaFile() {}

  /** Returns whether bytes begin as sound or an image of a known kind does, decoded or not. */
  public static boolean isMedia(byte[] bytes) {
    return AudioReader.isAudio(bytes) || ImageReader.isImage(bytes);
  }

  /** Returns whether bytes begin as sound or an image of a kind that is decoded does. */
  public static boolean isDecoded(byte[] bytes) {
    return AudioReader.isFile(bytes) || ImageReader.isFile(bytes);
  }
}
