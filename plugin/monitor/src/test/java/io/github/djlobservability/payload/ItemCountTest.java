package io.github.djlobservability.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCountTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1, "b": 2}                                   | 1
          [{"a": 1}, {"a": 2}]                               | 2
          [[1, 2], [3, 4], [5, 6]]                           | 3
          [1, 2, 3]                                          | 1
          {"instances": [{"a": 1}, {"a": 2}]}                | 2
          {"inputs": ["one", "two", "three"]}                | 3
          {"inputs": "one"}                                  | 1
          {"data": [[1, 2], [3, 4]]}                         | 2
          {"data": [1, 2]}                                   | 1
          7                                                  | 1
          """)
  void agreesWithTheReader(String json, long items) throws Exception {
    byte[] body = json.getBytes(UTF_8);
    assertThat(count("application/json; charset=utf-8", body)).isEqualTo(items);
    RequestReader reader = new RequestReader(ExpectedFields.NONE, ReadingSettings.DEFAULTS);
    assertThat(reader.read(DocumentReader.read(body, "application/json"))).hasSize((int) items);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"inputs": ["a", "b"], "parameters": {"top_k": 1}}                                     | 2
          {"instances": [1, 2, 3]}                                                               | 3
          {"instances": [[1], [2]], "signature_name": "x"}                                       | 2
          {"inputs": [{"name": "x", "datatype": "FP32", "shape": [3, 1], "data": [1, 2, 3]}]}    | 3
          {"messages": [{"role": "user"}, {"role": "user"}], "model": "m"}                       | 1
          {"messages": [{"role": "user"}, {"role": "user"}]}                                     | 1
          {"inputs": {"age": [1, 2], "bmi": [3, 4]}}                                             | 2
          {"rows": []}                                                                           | 0
          [1, 2                                                                                  | 0
          no json                                                                                | 1
          """)
  void understandsTheFormsOfRequests(String json, long items) {
    assertThat(count("application/json", json.getBytes(UTF_8))).isEqualTo(items);
  }

  @Test
  void countsRecordsOfCsvWithoutTheHeader() {
    assertThat(csv("text/csv", "1,2\n3,4\n\n5,6")).isEqualTo(3);
    assertThat(csv("text/csv", "a,b\r\n1,2\r\n3,4\r\n")).isEqualTo(2);
    assertThat(csv("text/csv", "inputs\nhello\nworld\n")).isEqualTo(2);
    assertThat(csv("text/csv", "\"one\ntwo\",x\n\"three\",y\n")).isEqualTo(2);
    assertThat(csv("text/csv; header=present", "1,2\n3,4\n")).isEqualTo(1);
    assertThat(csv("text/csv; header=absent", "a,b\n3,4\n")).isEqualTo(2);
    assertThat(csv("text/csv", "1,2")).isEqualTo(1);
  }

  @Test
  void countsLinesOfJsonLines() {
    assertThat(csv("application/jsonlines", "{\"a\": 1}\n\r\n{\"a\": 2}")).isEqualTo(2);
  }

  /** A shape alone takes no more than a few bytes, and may say any number of rows. */
  @Test
  void anArrayWithoutElementsIsNoItems() throws IOException, NotReadException {
    for (long[] shape : new long[][] {{0}, {0, 3}, {2_000_000_000, 0}}) {
      byte[] body = ndList("age", shape);
      assertThat(ItemCount.of(body, "tensor/ndlist", ReadingSettings.DEFAULTS)).isZero();
      RequestReader reader = new RequestReader(ExpectedFields.NONE, ReadingSettings.DEFAULTS);
      assertThatThrownBy(() -> reader.read(DocumentReader.read(body, "tensor/ndlist")))
          .isInstanceOfSatisfying(
              NotReadException.class, e -> assertThat(e.reason()).isEqualTo(NotRead.EMPTY));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTheRowsOfAnArchiveOfArrays(boolean compressed) throws IOException {
    byte[] npz = npz(compressed, "(37, 8)");
    byte[] beginning = Arrays.copyOf(npz, Math.min(npz.length, ItemCount.BEGINNING));
    assertThat(count("tensor/npz", beginning)).isEqualTo(37);
    assertThat(count("tensor/npz", npz(compressed, "(37,)"))).isEqualTo(1);
    assertThat(count("tensor/npz", npz(compressed, "()"))).isEqualTo(1);
    assertThat(count("tensor/npz", Arrays.copyOf(npz, 40))).isZero();
    assertThat(count("tensor/npz", new byte[9])).isZero();
  }

  @Test
  void readsTheRowsOfAListOfArrays() throws IOException {
    for (String name : new String[] {"", "input"}) {
      assertThat(count("tensor/ndlist", ndList(name, 12, 3))).isEqualTo(12);
      assertThat(count("tensor/ndlist", ndList(name, 12))).isEqualTo(1);
    }
  }

  @Test
  void anImageOrARecordingIsOneItem() {
    byte[] png = {
      (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    byte[] wav = "RIFF____WAVEfmt ".getBytes(UTF_8);
    assertThat(ItemCount.enough(png)).isEqualTo(ItemCount.MARK);
    assertThat(ItemCount.enough(wav)).isEqualTo(ItemCount.MARK);
    assertThat(ItemCount.enough("{\"a\": 1}".getBytes(UTF_8))).isEqualTo(Integer.MAX_VALUE);
    assertThat(count("image/png", png)).isEqualTo(1);
    assertThat(count("audio/wav", wav)).isEqualTo(1);
    assertThat(count("application/octet-stream", png)).isEqualTo(1);
  }

  @Test
  void whatItDoesNotKnowIsUnknown() {
    assertThat(count("image/png", new byte[] {1})).isZero();
    assertThat(count(null, new byte[] {1})).isZero();
    assertThat(count(null, "[[1, 2], [3, 4]]".getBytes(UTF_8))).isEqualTo(2);
    assertThat(count("application/json", new byte[0])).isZero();
  }

  @Test
  void countsWithThePathAndTheNamesThatAreSet() throws NotReadException {
    byte[] body = "{\"job\": {\"rows\": [1, 2, 3]}}".getBytes(UTF_8);
    ReadingSettings path =
        new ReadingSettings(FieldPath.parse("job.rows"), null, null, List.of("x"));
    assertThat(ItemCount.of(body, null, path)).isEqualTo(3);
  }

  @Test
  void everyFormIsAsManyItemsAsThePageSays() throws Exception {
    for (PayloadForm form : PayloadForm.requests()) {
      String path = form.options().get("inputs");
      ReadingSettings settings =
          new ReadingSettings(path == null ? null : FieldPath.parse(path), null, null, List.of());
      RequestReader reader = new RequestReader(ExpectedFields.NONE, settings);
      int items = reader.read(DocumentReader.read(form.bytes(), form.contentType())).size();
      assertThat(ItemCount.of(form.bytes(), form.contentType(), settings))
          .as(form.title())
          .isEqualTo(items);
    }
  }

  private static long count(@Nullable String contentType, byte[] body) {
    try {
      return ItemCount.of(body, contentType, ReadingSettings.DEFAULTS);
    } catch (NotReadException e) {
      return 0;
    }
  }

  private static long csv(String type, String text) {
    return count(type, text.getBytes(UTF_8));
  }

  private static byte[] npz(boolean compressed, String shape) throws IOException {
    ByteArrayOutputStream npy = new ByteArrayOutputStream();
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
    npy.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    npy.write(header.length());
    npy.write(0);
    npy.writeBytes(header.getBytes(UTF_8));
    npy.writeBytes(new byte[37 * 8 * 4]);
    ByteArrayOutputStream npz = new ByteArrayOutputStream();
    ZipOutputStream zip = new ZipOutputStream(npz);
    ZipEntry entry = new ZipEntry("arr_0.npy");
    if (!compressed) {
      CRC32 crc = new CRC32();
      crc.update(npy.toByteArray());
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(npy.size());
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    writeAll(npy, zip);
    zip.close();
    return npz.toByteArray();
  }

  private static void writeAll(ByteArrayOutputStream bytes, OutputStream out) throws IOException {
    bytes.writeTo(out);
  }

  /** Writes a list as DJL does; see NDList.encode. */
  private static byte[] ndList(String name, long... shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(1);
    out.writeUTF("NDAR");
    out.writeInt(3);
    out.write(name.isEmpty() ? 0 : 1);
    if (!name.isEmpty()) {
      out.writeUTF(name);
    }
    out.writeUTF("DENSE");
    out.writeUTF("FLOAT32");
    out.writeInt(shape.length);
    for (long length : shape) {
      out.writeLong(length);
    }
    out.writeInt(shape.length);
    out.writeChars("?".repeat(shape.length));
    out.write('>');
    out.writeInt(0);
    return bytes.toByteArray();
  }
}
