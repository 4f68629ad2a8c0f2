package io.github.djlobservability.payload.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultipartFormTest {
  private static final String TYPE = "Multipart/Form-Data; charset=utf-8; boundary=\"--aB\"";
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, '\r', '\n', '-', '-', 'x', '\r', '\n'
  };

  @Test
  void theOnlyFileIsTheInputWhateverFieldsAreBesideIt() throws NotReadException {
    String image = new String(PNG, ISO_8859_1);
    byte[] body = form(field("top_k", "3"), file("x.png", "image/png", image), field("note", "a"));
    Document read = DocumentReader.read(body, TYPE);
    assertThat(((Document.Media) read).bytes()).isEqualTo(PNG);
  }

  @Test
  void aFileIsReadByItsBytesAndItsOwnType() throws NotReadException {
    assertThat(DocumentReader.read(form(file("a.csv", "text/csv", "a,b\n1,2\n")), TYPE))
        .isEqualTo(new Document.Table(List.of(List.of("a", "b"), List.of("1", "2")), null));
    Document json =
        DocumentReader.read(form(file("a.bin", "application/octet-stream", "{\"a\": 1}")), TYPE);
    assertThat(((Document.Json) json).roots()).containsExactly(Map.of("a", 1.0));
    assertThat(DocumentReader.read(form(file("a.txt", "text/plain", "34")), TYPE))
        .isEqualTo(new Document.Text("34"));
  }

  @Test
  void theOnlyFieldOfAFormWithoutFilesIsTheInput() throws NotReadException {
    Document json = DocumentReader.read(form(field("data", "{\"a\": 1}")), TYPE);
    assertThat(((Document.Json) json).roots()).hasSize(1);
    // A browser's form of which nobody chose the file.
    Document one = DocumentReader.read(form(field("a", "{}"), file("", "image/png", "")), TYPE);
    assertThat(one).isInstanceOf(Document.Json.class);
  }

  @Test
  void severalFilesOrFieldsAreNotGuessedAt() {
    fails(form(file("a", "text/csv", "1"), file("b", "text/csv", "2")), NotRead.TYPE, "several");
    fails(form(field("a", "1"), field("b", "2")), NotRead.TYPE, "several");
  }

  @Test
  void aFormThatBreaksOffIsMalformed() {
    byte[] whole = form(file("x.json", "application/json", "{\"a\": 1}"));
    for (int length = 10; length < whole.length - 10; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> DocumentReader.read(part, TYPE))
          .isInstanceOf(NotReadException.class);
    }
    fails(Arrays.copyOf(whole, whole.length - 12), NotRead.MALFORMED, "breaks off");
    fails(form(field("a", "1").repeat(101)), NotRead.MALFORMED, "100 parts");
  }

  @Test
  void whatIsOnlyCalledAFormIsWhatItIs() throws NotReadException {
    assertThat(DocumentReader.read("{\"a\": 1}".getBytes(UTF_8), TYPE))
        .isInstanceOf(Document.Json.class);
    fails("a text".getBytes(UTF_8), NotRead.TYPE, "called a form");
    fails(new byte[] {(byte) 0xff, 0, 1, 2}, NotRead.TYPE, "called a form");
  }

  @Test
  void aFormInAFormIsNone() {
    String inner = new String(form(field("a", "{}")), ISO_8859_1);
    byte[] body = form(file("f", "multipart/mixed; boundary=aB", inner));
    assertThatThrownBy(() -> DocumentReader.read(body, "multipart/form-data; boundary=other"))
        .isInstanceOf(NotReadException.class);
  }

  private static void fails(byte[] body, NotRead reason, String sentence) {
    assertThatThrownBy(() -> DocumentReader.read(body, TYPE))
        .hasMessageContaining(sentence)
        .extracting(e -> ((NotReadException) e).reason())
        .isEqualTo(reason);
  }

  private static byte[] form(String... parts) {
    return (String.join("", parts) + "----aB--\r\n").getBytes(ISO_8859_1);
  }

  private static String field(String name, String value) {
    return "----aB\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static String file(String name, String type, String content) {
    return "----aB\r\nContent-Disposition: form-data; name=\"f\"; filename=\""
        + name
        + "\"\r\nContent-Type: "
        + type
        + "\r\n\r\n"
        + content
        + "\r\n";
  }
}
