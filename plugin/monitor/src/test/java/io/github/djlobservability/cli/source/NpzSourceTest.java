package io.github.djlobservability.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.TensorSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** numpy.npz was written by NumPy's savez_compressed: four rows of each type. */
class NpzSourceTest {
  private static final InputOptions OPTIONS =
      new InputOptions(CsvOptions.DEFAULT, null, Set.of(), JsonOptions.NONE);

  @TempDir Path folder;

  @Test
  void readsEveryTypeThatNumpyWrites() throws IOException {
    try (RecordSource source = Sources.open(numpy(), OPTIONS)) {
      assertThat(source.text()).isNull();
      column(source, "f2", 0.5, -1.5, Double.POSITIVE_INFINITY, Math.scalb(1.0, -24));
    }
    check("f4", 0.5, -1.5, 1e10, Double.NaN);
    check("f8", 0.1, -1.5, 1e300, 3.0);
    check("big", 1.0, 2.0, 3.0, -4.0);
    check("i1", 1.0, -2.0, 3.0, -128.0);
    check("i2", 1.0, -2.0, 3.0, -32768.0);
    check("i4", 1.0, -2.0, 3.0, 2147483647.0);
    check("i8", 1.0, -2.0, 3.0, 1099511627776.0);
    check("u1", 1.0, 2.0, 3.0, 255.0);
    check("u2", 1.0, 2.0, 3.0, 65535.0);
    check("u4", 1.0, 2.0, 3.0, 4294967295.0);
    check("u8", 1.0, 2.0, 3.0, new BigInteger("18446744073709551615"));
    check("flag", true, false, true, true);
    check("name", "a", "bé", "ccc", "");
    check("raw", "x", "yy", "", "zzz");
    check("table[0]", 0.0, 2.0, 4.0, 6.0);
    check("table[1]", 1.0, 3.0, 5.0, 7.0);
  }

  @Test
  void wideArraysAreEmbeddingsAndDeepOnesTensors() throws IOException {
    try (RecordSource source = Sources.open(numpy(), OPTIONS)) {
      assertThat(source.next()).isTrue();
      assertThat(source.next()).isTrue();
      float[] vector = (float[]) value(source, "vector");
      assertThat(vector).hasSize(65).startsWith(65, 66, 67);
      assertThat(value(source, "image"))
          .isEqualTo(TensorSummary.of(new double[] {6, 7, 8, 9, 10, 11}));
      assertThat(source.position()).isEqualTo("row 2");
      assertThat(source.progress()).isEqualTo(0.5);
    }
    InputOptions told =
        new InputOptions(CsvOptions.DEFAULT, null, Set.of("table"), JsonOptions.NONE);
    try (RecordSource source = Sources.open(numpy(), told)) {
      assertThat(source.next()).isTrue();
      assertThat((float[]) value(source, "table")).containsExactly(0, 1);
    }
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    fails(
        npz("x", array("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", 48)),
        "array x: is in Fortran order");
    fails(
        npz("x", array("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }", 16)),
        "is no plain array");
    fails(
        npz("x", array("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }", 16)),
        "has elements of type c16, which cannot be read");
    fails(
        npz("x", array("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 8)),
        "is a single value, which has no rows");
    fails(
        npz("x", array("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", 20)),
        "array x: ends before its last row");
    fails(npz("x", "hello".getBytes(StandardCharsets.UTF_8)), "array x: is no NumPy array");
    fails(Files.writeString(folder.resolve("text.npz"), "hello"), "is no NPZ file");
    Path uneven = folder.resolve("uneven.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(uneven))) {
      entry(zip, "a", array("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 16));
      entry(zip, "b", array("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", 24));
    }
    fails(uneven, "array b: has 3 rows where the others have 2");
  }

  private Path numpy() throws IOException {
    Path file = folder.resolve("numpy.npz");
    try (InputStream in =
        Objects.requireNonNull(NpzSourceTest.class.getResourceAsStream("numpy.npz"))) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private void check(String name, Object... values) throws IOException {
    try (RecordSource source = Sources.open(numpy(), OPTIONS)) {
      column(source, name, values);
    }
  }

  private static void column(RecordSource source, String name, Object... values)
      throws IOException {
    for (Object value : values) {
      assertThat(source.next()).isTrue();
      assertThat(value(source, name)).as(name).isEqualTo(value);
    }
    assertThat(source.next()).isFalse();
  }

  private static Object value(RecordSource source, String name) {
    return Objects.requireNonNull(source.value(source.columns().indexOf(name)));
  }

  private static byte[] array(String header, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length());
    out.write(0);
    out.write(header.getBytes(StandardCharsets.UTF_8));
    out.write(new byte[bytes]);
    return out.toByteArray();
  }

  private Path npz(String name, byte[] content) throws IOException {
    Path file = folder.resolve("made.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, name, content);
    }
    return file;
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(content);
    zip.closeEntry();
  }

  private static void fails(Path file, String message) {
    assertThatThrownBy(() -> SourcesTest.records(file, OPTIONS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
