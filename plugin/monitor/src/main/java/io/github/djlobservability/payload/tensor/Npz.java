package io.github.djlobservability.payload.tensor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads the arrays of an NPZ file, as NumPy writes it. Stateless. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /** Returns whether bytes begin as a ZIP file does. */
  public static boolean isAt(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
  }

  /** Returns the name of the array that an entry of the file holds. */
  public static String arrayName(String entry) {
    return entry.endsWith(SUFFIX) ? entry.substring(0, entry.length() - SUFFIX.length()) : entry;
  }

  /**
   * Reads the arrays, in the file's order.
   *
   * @param maxBytes how many bytes the arrays may have once they are unpacked
   * @throws MalformedTensorException if it is no such file, or unpacks to more
   */
  public static List<Tensor> read(byte[] bytes, int maxBytes) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    int left = maxBytes;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] array = zip.readNBytes(left + 1);
        left -= array.length;
        if (left < 0) {
          throw new MalformedTensorException("unpacks to more than " + maxBytes + " bytes");
        }
        tensors.add(Npy.read(arrayName(entry.getName()), array));
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new MalformedTensorException("is no NPZ file: " + e.getMessage());
    }
    if (tensors.isEmpty()) {
      throw new MalformedTensorException("is no NPZ file with an array");
    }
    return tensors;
  }
}
