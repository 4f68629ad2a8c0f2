package io.github.djlobservability.payload.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {

  @Test
  void keepsWholeNumbersApartThatDoublesMerge() throws NotReadException {
    assertThat(root("9007199254740993")).isEqualTo(new BigInteger("9007199254740993"));
    assertThat(root("9007199254740992")).isEqualTo(9007199254740992.0);
    assertThat(root("123456789012345678901234567890"))
        .isEqualTo(new BigInteger("123456789012345678901234567890"));
    Values mixed =
        (Values) Objects.requireNonNull(object("{\"a\": [1, 9007199254740993, 2.5]}").get("a"));
    assertThat(mixed.get(0)).isEqualTo(1.0);
    assertThat(mixed.get(1)).isEqualTo(new BigInteger("9007199254740993"));
    assertThat(mixed.get(2)).isEqualTo(2.5);
    assertThat(mixed.isNumeric()).isTrue();
  }

  @Test
  void readsWhatPythonWrites() throws NotReadException {
    Map<?, ?> object = object("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": 1e400}");
    assertThat((Double) object.get("a")).isNaN();
    assertThat(object.get("b")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(object.get("c")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(object.get("d")).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theLaterOfTwoMembersOfOneNameCounts() throws NotReadException {
    assertThat(object("{\"a\": 1, \"b\": 2, \"a\": 3}")).isEqualTo(Map.of("a", 3.0, "b", 2.0));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws NotReadException {
    assertThat(object("\ufeff{\"a\": 1}")).isEqualTo(Map.of("a", 1.0));
    Document.Table table = (Document.Table) read("\ufeffa,b\n1,2", "text/csv");
    assertThat(table.rows().get(0)).containsExactly("a", "b");
  }

  @Test
  void aContentTypeThatIsWrongDoesNotMatter() throws NotReadException {
    for (String type : List.of("text/csv", "image/png", "application/octet-stream", "")) {
      assertThat(read("{\"a\": 1}", type)).isEqualTo(new Document.Json(List.of(Map.of("a", 1.0))));
    }
    assertThat(read("1,2\n3,4", "application/json")).isInstanceOf(Document.Table.class);
    assertThat(read("[hello] world", "text/plain")).isEqualTo(new Document.Text("[hello] world"));
    assertThat(read("I have 3, you have 4", "text/plain")).isInstanceOf(Document.Text.class);
    assertThat(read("42", "text/plain")).isEqualTo(new Document.Text("42"));
    assertThat(read("42", "application/octet-stream")).isEqualTo(new Document.Json(List.of(42.0)));
  }

  @Test
  void numbersWithBlanksBetweenThemAreARow() throws NotReadException {
    for (@Nullable String type :
        new @Nullable String[] {null, "text/plain", "text/csv", "application/json"}) {
      Document.Table one = (Document.Table) read("45.63 55.66", type);
      assertThat(one.rows()).as(type).containsExactly(List.of("45.63", "55.66"));
      Document.Table rows = (Document.Table) read("a b\n1  -2\n 3 nan \n", type);
      assertThat(rows.rows())
          .as(type)
          .containsExactly(List.of("a", "b"), List.of("1", "-2"), List.of("3", "nan"));
    }
    assertThat(read("1\n2\n3", "application/jsonlines"))
        .isEqualTo(new Document.Json(List.of(1.0, 2.0, 3.0)));
    assertThat(read("[1, 2] [3, 4]", null)).isInstanceOf(Document.Json.class);
    assertThat(read("call me at 5 6", null)).isInstanceOf(Document.Text.class);
    assertThat(read("a good film", null)).isInstanceOf(Document.Text.class);
    assertThat(read("1 2\n3", null)).isNotInstanceOf(Document.Table.class);
  }

  @Test
  void aCharacterSetThatIsNamedCountsWhereTheBytesAreNoUtf8() throws NotReadException {
    byte[] latin = "stra\u00dfe,1\nplatz,2".getBytes(ISO_8859_1);
    Document.Table table =
        (Document.Table) DocumentReader.read(latin, "text/csv; charset=\"ISO-8859-1\"");
    assertThat(table.rows().get(0)).containsExactly("stra\u00dfe", "1");
    fails(latin, "text/csv; charset=klingon", NotRead.TYPE, "text in UTF-8");
  }

  @Test
  void saysWhyABodyIsNotRead() {
    fails("".getBytes(UTF_8), null, NotRead.EMPTY, "there is no body");
    fails(" \n".getBytes(UTF_8), "application/json", NotRead.EMPTY, "blank");
    fails("{\"a\": 1}".getBytes(UTF_16LE), "application/json", NotRead.TYPE, "UTF-16");
    fails(new byte[] {-1, -2, '{', 0}, null, NotRead.TYPE, "UTF-16");
    fails(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}, "image/png", NotRead.TYPE, "image/png");
    fails(new byte[] {'{', '"', (byte) 0xe9, '"'}, null, NotRead.TYPE, "text in UTF-8");
    fails("{\"a\": ".getBytes(UTF_8), "application/json", NotRead.MALFORMED, "no JSON (line 1");
    fails("{\"a\": 1} x".getBytes(UTF_8), null, NotRead.MALFORMED, "no JSON (line 1");
    fails("1,2\n3".getBytes(UTF_8), "text/csv", NotRead.MALFORMED, "no table");
    fails("a,\"b\n1,2".getBytes(UTF_8), "text/csv", NotRead.MALFORMED, "no table");
    fails(new byte[] {'P', 'K', 3, 4, 9}, "tensor/npz", NotRead.MALFORMED, "the body");
  }

  @Test
  void formsAndCompressedBodiesAreNotTakenForTexts() throws NotReadException {
    byte[] noForm = {(byte) 0xff, 0, 1, 2};
    fails(noForm, "multipart/form-data; boundary=x", NotRead.TYPE, "called a form");
    fails(
        "age=34&bmi=22".getBytes(UTF_8),
        "application/x-www-form-urlencoded",
        NotRead.TYPE,
        "a form");
    byte[] mpeg = {0, 0, 1, (byte) 0xb3, 20, 0, (byte) 0xf0, 0x13};
    fails(mpeg, "video/mpeg; charset=iso-8859-1", NotRead.TYPE, "of type video/mpeg");
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};
    fails(gzip, "application/json; charset=iso-8859-1", NotRead.TYPE, "compressed");
    // What curl sends with -d alone.
    assertThat(
            DocumentReader.read(
                "{\"age\": 34}".getBytes(UTF_8), "application/x-www-form-urlencoded"))
        .isInstanceOf(Document.Json.class);
  }

  @Test
  void aTextMayHaveControlCharacters() throws NotReadException {
    for (String text : List.of("ring \u0007", "\u001b[31mred\u001b[0m is a colour", "ab\u0001")) {
      for (String type : Arrays.asList("text/plain; charset=utf-8", null, "application/x-own")) {
        assertThat(DocumentReader.read(text.getBytes(UTF_8), type))
            .isEqualTo(new Document.Text(text.strip()));
      }
    }
    byte[] controls = "\1\2a\3\0".getBytes(UTF_8);
    assertThat(DocumentReader.read(controls, "text/plain")).isInstanceOf(Document.Text.class);
    fails(controls, null, NotRead.TYPE, "neither text in UTF-8");
    fails("many letters, \0 and one NUL".getBytes(UTF_8), null, NotRead.TYPE, "neither text");
  }

  @Test
  void aTableMayBeginWithABracket() throws NotReadException {
    assertThat(DocumentReader.read("[a],1\n{b},2\n".getBytes(UTF_8), "text/csv"))
        .isInstanceOf(Document.Table.class);
  }

  @Test
  void refusesWhatIsBuiltToHurt() throws IOException {
    fails(deep(100_000).getBytes(UTF_8), "application/json", NotRead.MALFORMED, "nesting depth");
    fails("[".repeat(100_000).getBytes(UTF_8), null, NotRead.MALFORMED, "nesting depth");
    fails("{\"a\":".repeat(100_000).getBytes(UTF_8), null, NotRead.MALFORMED, "nesting depth");
    fails(("[" + "9".repeat(500_000) + "]").getBytes(UTF_8), null, NotRead.MALFORMED, "length");
    fails(
        ("{\"" + "n".repeat(500_000) + "\": 1}").getBytes(UTF_8), null, NotRead.MALFORMED, "ength");
    fails(zipBomb(), "tensor/npz", NotRead.MALFORMED, "unpacks to more than");
  }

  @Test
  void noBytesAreTooOddToBeAnswered() {
    long seed = 20261129;
    Random random = new Random(seed);
    byte[][] beginnings = {
      {'P', 'K', 3, 4},
      {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 20, 0},
      {0, 0, 0, 1, 0, 4, 'N', 'D', 'A', 'R', 0, 0, 0, 3, 0, 0, 5, 'D', 'E', 'N', 'S', 'E'},
      {'{', '"'},
      {'[', '1'},
      {}
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] body = new byte[random.nextInt(120)];
      random.nextBytes(body);
      byte[] start = beginnings[i % beginnings.length];
      System.arraycopy(start, 0, body, 0, Math.min(start.length, body.length));
      try {
        DocumentReader.read(body, i % 2 == 0 ? "application/json" : null);
      } catch (NotReadException e) {
        assertThat(e.sentence()).as("seed %d, body %d", seed, i).isNotBlank();
      }
    }
  }

  private static String deep(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  /** Some kilobytes that unpack to 100 MB. */
  private static byte[] zipBomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static void fails(byte[] body, @Nullable String type, NotRead reason, String sentence) {
    assertThatThrownBy(() -> DocumentReader.read(body, type))
        .isInstanceOfSatisfying(
            NotReadException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.sentence()).contains(sentence);
            });
  }

  private static Document read(String text, @Nullable String type) throws NotReadException {
    return DocumentReader.read(text.getBytes(UTF_8), type);
  }

  private static @Nullable Object root(String text) throws NotReadException {
    return ((Document.Json) read(text, "application/json")).roots().get(0);
  }

  private static Map<?, ?> object(String text) throws NotReadException {
    Object root = root(text);
    assertThat(root).isInstanceOf(Map.class);
    return (Map<?, ?>) root;
  }
}
