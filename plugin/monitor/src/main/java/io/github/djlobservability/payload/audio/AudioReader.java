package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings by what their bytes are: WAV, AIFF and AU in PCM of any width, floats, A-law and
 * u-law. Other codings are known by name and not decoded. Stateless.
 *
 * <p>Nothing is allocated by what a header says, only by what is there: at most 11 MiB ({@link
 * AudioClip}).
 */
public final class AudioReader {

  private AudioReader() {}

  /** Returns whether bytes begin as a recording of a known kind does, decoded or not. */
  public static boolean isAudio(byte[] bytes) {
    return isFile(bytes) || codec(bytes) != null;
  }

  /** Returns whether bytes begin as a file of a kind that is decoded does. */
  public static boolean isFile(byte[] bytes) {
    return WavFile.isAt(bytes) || AiffFile.isAt(bytes) || AuFile.isAt(bytes);
  }

  /**
   * Reads a recording.
   *
   * @throws MalformedMediaException if it breaks off, its header lies, or its coding isn't decoded
   */
  public static AudioClip read(byte[] bytes) throws MalformedMediaException {
    if (WavFile.isAt(bytes)) {
      return WavFile.read(bytes).decode(bytes);
    }
    if (AiffFile.isAt(bytes)) {
      return AiffFile.read(bytes).decode(bytes);
    }
    if (AuFile.isAt(bytes)) {
      return AuFile.read(bytes).decode(bytes);
    }
    String codec = codec(bytes);
    if (codec != null) {
      throw MalformedMediaException.coding(codec);
    }
    throw MalformedMediaException.damaged("is no sound of a known kind");
  }

  /** Names the coding of a recording that is not decoded; null if it is none. */
  private static @Nullable String codec(byte[] bytes) {
    if (ByteReader.isAt(bytes, 0, "fLaC")) {
      return "FLAC";
    }
    if (ByteReader.isAt(bytes, 0, "OggS")) {
      return ByteReader.isAt(bytes, 28, "OpusHead") ? "Opus" : "Ogg";
    }
    if (ByteReader.isAt(bytes, 0, "ID3") || isMpegFrame(bytes)) {
      return "MP3";
    }
    if (ByteReader.isAt(bytes, 0, "#!AMR")) {
      return "AMR";
    }
    if (ByteReader.isAt(bytes, 4, "ftypM4A") || ByteReader.isAt(bytes, 4, "ftypmp4")) {
      return "MP4";
    }
    return ByteReader.isAt(bytes, 0, "\u001aE\u00df\u00a3") ? "WebM" : null;
  }

  /** Eleven bits that are one, then version, layer, bit rate and sample rate that exist. */
  private static boolean isMpegFrame(byte[] bytes) {
    if (bytes.length < 4 || (bytes[0] & 0xff) != 0xff || (bytes[1] & 0xe0) != 0xe0) {
      return false;
    }
    boolean version = (bytes[1] >> 3 & 3) != 1;
    boolean layer3 = (bytes[1] >> 1 & 3) == 1;
    int bitRate = bytes[2] >> 4 & 0xf;
    return version && layer3 && bitRate != 0 && bitRate != 15 && (bytes[2] >> 2 & 3) != 3;
  }
}
