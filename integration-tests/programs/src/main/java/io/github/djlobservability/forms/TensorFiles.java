package io.github.djlobservability.forms;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes arrays as NumPy and DJL do, of lines such as {@code age int64 [2] 34 52}. */
final class TensorFiles {
  private static final Map<String, String> NUMPY =
      Map.of("int64", "<i8", "float32", "<f4", "float64", "<f8", "bool", "|b1");
  private static final Map<String, String> DJL =
      Map.of("int64", "INT64", "float32", "FLOAT32", "float64", "FLOAT64", "bool", "BOOLEAN");

  private TensorFiles() {}

  static byte[] npz(List<String> arrays) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String array : arrays) {
        zip.putNextEntry(new ZipEntry(array.split(" ", -1)[0] + ".npy"));
        zip.write(npy(array));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  static byte[] npy(String array) throws IOException {
    String[] words = array.split(" ", -1);
    int[] shape = shape(words[2]);
    String axes =
        Arrays.toString(shape).replace("[", "(").replace("]", shape.length == 1 ? ",)" : ")");
    String header =
        "{'descr': '"
            + NUMPY.get(words[1])
            + "', 'fortran_order': False, 'shape': "
            + axes
            + ", }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length());
    out.write(0);
    out.write(header.getBytes(StandardCharsets.UTF_8));
    out.write(elements(words));
    return out.toByteArray();
  }

  static byte[] ndList(List<String> arrays) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(arrays.size());
    for (String array : arrays) {
      String[] words = array.split(" ", -1);
      out.writeUTF("NDAR");
      out.writeInt(3);
      boolean named = !words[0].equals("-");
      out.writeByte(named ? 1 : 0);
      if (named) {
        out.writeUTF(words[0]);
      }
      out.writeUTF("DENSE");
      out.writeUTF(String.valueOf(DJL.get(words[1])));
      int[] shape = shape(words[2]);
      out.writeInt(shape.length);
      for (int length : shape) {
        out.writeLong(length);
      }
      out.writeInt(shape.length);
      out.writeChars("?".repeat(shape.length));
      out.writeByte('<');
      byte[] elements = elements(words);
      out.writeInt(elements.length);
      out.write(elements);
    }
    return bytes.toByteArray();
  }

  private static int[] shape(String text) {
    return Arrays.stream(text.substring(1, text.length() - 1).split(",", -1))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static byte[] elements(String[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 3; i < words.length; i++) {
      switch (words[1]) {
        case "int64" -> bytes.putLong(Long.parseLong(words[i]));
        case "float32" -> bytes.putFloat(Float.parseFloat(words[i]));
        case "float64" -> bytes.putDouble(Double.parseDouble(words[i]));
        default -> bytes.put(Byte.parseByte(words[i]));
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
