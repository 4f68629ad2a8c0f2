package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.io.ByteArrayOutputStream;

/** Reads the header of a JPEG file (ITU-T T.81). Not thread-safe. */
final class JpegFile {
  private static final int START = 0xffd8;
  private static final int SCAN = 0xffda;
  private static final int QUANTISATION = 0xffdb;
  private static final int JFIF = 0xffe0;
  private static final int EXIF = 0xffe1;
  private static final int ADOBE = 0xffee;
  private static final int LAST_APPLICATION = 0xffef;
  private static final int COMMENT = 0xfffe;
  private static final int BASELINE = 0xffc0;
  private static final int EXTENDED = 0xffc1;
  private static final int PROGRESSIVE = 0xffc2;
  private static final int LAST_FRAME = 0xffcf;

  /**
   * The decoder goes through all pixels for each scan, and a scan takes eleven bytes: a file of 16
   * MiB would keep a core busy for hours. Programs write 3 to 64.
   */
  private static final int MAX_SCANS = 100;

  /** Huffman tables, a reserved marker and arithmetic tables lie between the frames' markers. */
  private static final int HUFFMAN = 0xffc4;

  private static final int RESERVED = 0xffc8;
  private static final int ARITHMETIC = 0xffcc;

  /** The decoder takes the colours for YCbCr by this; it has no preview, unlike some. */
  private static final byte[] CLEAN_JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final byte[] bytes;
  private final ByteReader reader;
  private final ByteArrayOutputStream kept;
  private boolean jfif;
  private String colours = "";
  private boolean heldWhole;
  private long width;
  private long height;
  private double quality = Double.NaN;

  private JpegFile(byte[] bytes) {
    this.bytes = bytes;
    this.reader = new ByteReader(bytes, 2, true);
    this.kept = new ByteArrayOutputStream(bytes.length + CLEAN_JFIF.length);
  }

  static boolean isAt(byte[] bytes) {
    return ByteReader.isAt(bytes, 0, "\u00ff\u00d8\u00ff");
  }

  static ImageFile read(byte[] bytes) throws MalformedMediaException {
    return new JpegFile(bytes).read();
  }

  private ImageFile read() throws MalformedMediaException {
    kept.write(START >> 8);
    kept.write(START);
    int marker = segment();
    while (marker != SCAN) {
      marker = segment();
    }
    if (colours.isEmpty()) {
      throw MalformedMediaException.damaged("has pixels before its size");
    }
    checkScans();
    kept.write(bytes, (int) reader.at(), (int) reader.left());
    ImageFile file = ImageFile.of("jpeg", colours, width, height, quality, kept.toByteArray());
    return heldWhole ? file.heldWhole() : file;
  }

  private void checkScans() throws MalformedMediaException {
    int scans = 1;
    int end = (int) (reader.at() + reader.left());
    for (int i = (int) reader.at(); i < end - 1 && scans <= MAX_SCANS; i++) {
      // Among pixels no marker can stand by chance: a zero follows each 0xff of theirs.
      boolean scan = bytes[i] == (byte) (SCAN >> 8) && bytes[i + 1] == (byte) SCAN;
      scans += scan ? 1 : 0;
    }
    if (scans > MAX_SCANS) {
      throw MalformedMediaException.tooLarge("has more than " + MAX_SCANS + " scans");
    }
    // Colours that come one after the other are put together at the end.
    heldWhole |= scans > 1;
  }

  /** Reads one segment and keeps what the decoder needs of it: no profile, no preview, no text. */
  private int segment() throws MalformedMediaException {
    long start = reader.at();
    int marker = reader.unsigned16();
    while (marker == 0xffff) {
      // Any marker may have bytes before it that fill up.
      reader.skip(-1);
      start = reader.at();
      marker = reader.unsigned16();
    }
    int length = reader.unsigned16();
    if (marker < BASELINE || length < 2 || !reader.has(length - 2)) {
      throw MalformedMediaException.damaged("breaks off in its header");
    }
    long end = reader.at() + length - 2;
    if (marker == JFIF || marker == EXIF) {
      keepColours();
    } else if (marker == ADOBE || !isAbout(marker)) {
      look(marker, end);
      kept.write(bytes, (int) start, (int) (end - start));
    }
    reader.skip(end - reader.at());
    return marker;
  }

  private void keepColours() {
    if (!jfif) {
      kept.writeBytes(CLEAN_JFIF);
      jfif = true;
    }
  }

  private static boolean isAbout(int marker) {
    return (marker >= JFIF && marker <= LAST_APPLICATION) || marker == COMMENT;
  }

  private void look(int marker, long end) throws MalformedMediaException {
    if (marker == QUANTISATION) {
      quantisation(end);
    } else if (marker <= LAST_FRAME
        && marker != HUFFMAN
        && marker != RESERVED
        && marker != ARITHMETIC) {
      frame(marker);
    }
  }

  private void frame(int marker) throws MalformedMediaException {
    int precision = reader.unsigned8();
    height = reader.unsigned16();
    width = reader.unsigned16();
    int components = reader.unsigned8();
    boolean decoded = marker == BASELINE || marker == EXTENDED || marker == PROGRESSIVE;
    if (!decoded || precision != 8 || (components != 1 && components != 3)) {
      throw MalformedMediaException.coding(
          "JPEG of kind " + (marker & 0xf) + ", " + components + " times " + precision + " bits");
    }
    heldWhole = marker == PROGRESSIVE;
    colours = components == 1 ? "grey" : "rgb";
  }

  /** Takes the quality from the first table, that of luma. */
  private void quantisation(long end) throws MalformedMediaException {
    while (reader.at() < end) {
      int kind = reader.unsigned8();
      int[] table = new int[JpegQuality.CELLS];
      for (int i = 0; i < table.length; i++) {
        table[i] = kind >> 4 == 0 ? reader.unsigned8() : reader.unsigned16();
      }
      if ((kind & 0xf) == 0) {
        quality = JpegQuality.of(table);
      }
    }
  }
}
