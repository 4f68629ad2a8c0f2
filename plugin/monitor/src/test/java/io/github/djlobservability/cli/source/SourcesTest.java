package io.github.djlobservability.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.ExpectedFields;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  private static final InputOptions OPTIONS =
      new InputOptions(CsvOptions.DEFAULT, null, Set.of(), JsonOptions.NONE);

  @TempDir Path folder;

  @Test
  void readsCsv() throws IOException {
    Path file =
        write("a.csv", "id,name,age\r\n1,\"Smith, \"\"J\"\"\nJr\",41\r\n2,,NA\r\n3,NAN,-5\r\n");
    assertThat(columns(file)).containsExactly("id", "name", "age");
    assertThat(records(file, OPTIONS))
        .containsExactly(
            Arrays.asList("1", "Smith, \"J\"\nJr", "41"),
            Arrays.asList("2", null, null),
            Arrays.asList("3", "NAN", "-5"));
  }

  @Test
  void guessesTheDelimiterFromTheHeader() throws IOException {
    assertThat(columns(write("a.csv", "a;b\n1,5;2\n"))).containsExactly("a", "b");
    assertThat(columns(write("b.tsv", "a\tb,c\n1\t2\n"))).containsExactly("a", "b,c");
    assertThat(columns(write("c.csv", "\"x;y;z\",b\n1,2\n"))).containsExactly("x;y;z", "b");
    assertThat(columns(write("d.csv", "alone\n1\n"))).containsExactly("alone");
    CsvOptions colons = new CsvOptions(':', List.of(), CsvOptions.DEFAULT.text());
    assertThat(
            records(
                write("e.txt", "a:b\n1:2\n"),
                new InputOptions(colons, null, Set.of(), JsonOptions.NONE)))
        .containsExactly(List.of("1", "2"));
  }

  @Test
  void readsWhatSpreadsheetsAndCompressorsWrite() throws IOException {
    assertThat(columns(write("a.csv", "\ufeffa,b\n1,2\n"))).containsExactly("a", "b");
    Path zipped = folder.resolve("b.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(records(zipped, OPTIONS)).containsExactly(List.of("1", "2"));
  }

  @Test
  void saysWhereACsvIsWrong() throws IOException {
    fails(
        write("a.csv", "a,b\n1,2\n\"x\ny\",3\n4\n"),
        "row 3 (line 5): has 1 values where the header has 2");
    fails(write("b.csv", "a,b\n1,2,3\n"), "row 1 (line 2): has 3 values where the header has 2");
    fails(write("c.csv", ""), "is empty; a header is expected");
    fails(write("d.csv", "a,b,a\n"), "header: two columns are named a");
    fails(write("e.csv", ",\n"), "header: no column has a name");
    fails(write("f.csv", "a,b\n1,\"2\n"), "Unclosed quoted field");
    fails(write("g.parquet", "PAR1"), "the name must end with .csv");
  }

  @Test
  void leavesOutWhatHasNoName() throws IOException {
    Path indexed = write("a.csv", ",a,b\n0,1,x\n1,2,y\n");
    assertThat(columns(indexed)).containsExactly("a", "b");
    assertThat(records(indexed, OPTIONS)).containsExactly(List.of("1", "x"), List.of("2", "y"));
    Path padded = write("b.csv", "a;b;;\n1;2;;\n3;4;;;;\n");
    assertThat(columns(padded)).containsExactly("a", "b");
    assertThat(records(padded, OPTIONS)).containsExactly(List.of("1", "2"), List.of("3", "4"));
    try (RecordSource source = Sources.open(indexed, OPTIONS)) {
      assertThat(source.notes()).singleElement().asString().contains("column 1 has no name");
    }
  }

  @Test
  void blanksAroundValuesAreNotOfThem() throws IOException {
    Path file = write("a.csv", "a, b , \"c, d\"\n1, x y , \"2, 3\"\n , ? ,\n");
    assertThat(columns(file)).containsExactly("a", "b", "c, d");
    assertThat(records(file, OPTIONS))
        .containsExactly(List.of("1", "x y", "2, 3"), Arrays.asList(null, null, null));
  }

  @Test
  void saysWhatAFileWithoutAHeaderLooksLike() throws IOException {
    fails(write("a.csv", "6.1,2,setosa\n5.9,3,setosa\n"), "looks like data (6.1, 2, setosa)");
    fails(write("b.csv", "3,0,3,a\n"), "looks like data");
    fails(write("c.csv", "-3,0\n"), "looks like data");
    assertThat(columns(write("d.csv", "0,1,2,label\n1,2,3,a\n"))).hasSize(4);
    assertThat(columns(write("e.csv", "country,2024,2025\nIT,1,2\n"))).hasSize(3);
    assertThat(CsvHeader.of(List.of("1", "2"), Path.of("f.csv")).notes())
        .containsExactly(
            "f.csv: the names of all columns are numbers (1, 2); if the first row has values, name"
                + " the columns with --header A,B,...");
    assertThat(CsvHeader.of(List.of("0", "1"), Path.of("f.csv")).notes()).isEmpty();
    InputOptions named =
        new InputOptions(
            new CsvOptions(null, List.of("x", "y"), CsvOptions.DEFAULT.text()),
            null,
            Set.of(),
            JsonOptions.NONE);
    assertThat(records(write("f.csv", "6.1,a\n5.9,b\n"), named))
        .containsExactly(List.of("6.1", "a"), List.of("5.9", "b"));
    fails(
        write("g.csv", "age height\n" + "40 1.8\n".repeat(9)),
        "looks as if blanks were between its values (2 in each line); say --delimiter space");
    assertThat(columns(write("h.csv", "free text\nhello there you\nyes\n")))
        .containsExactly("free text");
    fails(write("i.csv", "a,b\nr1,1,2\n"), "if the first is the name of the row");
  }

  @Test
  void readsTheEncodingOrSaysWhereItIsAnother() throws IOException {
    String text = "name,city\n" + "Ann,Ulm\n".repeat(9000) + "Jörg,Köln\n";
    Path latin = folder.resolve("a.csv");
    Files.write(latin, text.getBytes(StandardCharsets.ISO_8859_1));
    fails(latin, "row 9,001: byte 0xF6 is not UTF-8; say which encoding the file is in");
    InputOptions told =
        new InputOptions(
            CsvOptions.DEFAULT, StandardCharsets.ISO_8859_1, Set.of(), JsonOptions.NONE);
    assertThat(records(latin, told)).hasSize(9001).contains(List.of("Jörg", "Köln"));
    assertThat(records(write("b.csv", text), OPTIONS)).contains(List.of("Jörg", "Köln"));
    Path wide = folder.resolve("c.csv");
    Files.write(wide, text.getBytes(StandardCharsets.UTF_16));
    assertThat(records(wide, OPTIONS)).contains(List.of("Jörg", "Köln"));
    Path cut = folder.resolve("d.csv");
    Files.write(cut, "a\nK\u00c3".getBytes(StandardCharsets.ISO_8859_1));
    fails(cut, "is not UTF-8");
    Path lines = folder.resolve("e.jsonl");
    Files.write(lines, "{\"city\": \"Köln\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(records(lines, told)).containsExactly(List.of("Köln"));
    fails(lines, "row 1 (line 1");
  }

  @Test
  void readsJsonLinesAndArrays() throws IOException {
    String first =
        "{\"age\": 41, \"name\": \"J\", \"member\": true, \"home\": {\"zip\": \"02139\"}}";
    String second = "{\"age\": null, \"vector\": [1, 2.5], \"odd\": [1, \"x\"], \"none\": {}}";
    for (Path file :
        List.of(
            write("a.jsonl", first + "\n\n" + second + "\n"),
            write("b.json", "[" + first + ",\n" + second + "]"))) {
      List<List<@Nullable Object>> records = records(file, OPTIONS);
      assertThat(columns(file))
          .containsExactly(
              "age", "name", "member", "home.zip", "vector", "odd[0]", "odd[1]", "none");
      assertThat(records.get(0).subList(0, 4)).containsExactly(41.0, "J", true, "02139");
      assertThat(records.get(1).get(0)).isNull();
      assertThat(records.get(1).get(1)).isNull();
      assertThat((float[]) records.get(1).get(4)).containsExactly(1, 2.5f);
      assertThat(records.get(1).subList(5, 7)).containsExactly(1.0, "x");
      assertThat(records.get(1).get(7)).isEqualTo(new Fields.Other("{}"));
    }
  }

  @Test
  void readsDocumentsThatHoldManyRowsAsAServerReadsRequests() throws IOException {
    Path bodies =
        write(
            "bodies.jsonl",
            """
            {"instances": [{"a": 1}, {"a": 2}]}
            {"inputs": {"a": [3, 4]}}
            {"a": 5}
            """);
    Path columns =
        write("columns.json", "{\"a\": {\"0\": 1, \"1\": 2}, \"b\": {\"0\": 3, \"1\": 4}}");
    Path arrays = write("arrays.json", "[[1, 2], [3, 4]]");

    assertThat(records(columns, OPTIONS)).containsExactly(List.of(1.0, 3.0), List.of(2.0, 4.0));
    assertThat(columns(arrays)).containsExactly("x0", "x1");
    InputOptions known =
        OPTIONS.expecting(new Schema(List.of(Feature.input("a", FeatureType.NUMERIC))));
    assertThat(records(bodies, known))
        .containsExactly(List.of(1.0), List.of(2.0), List.of(3.0), List.of(4.0), List.of(5.0));
  }

  @Test
  void followsAPathAndNamesValuesWithoutNames() throws IOException {
    JsonOptions json =
        new JsonOptions(FieldPath.parse("job.rows"), List.of("age", "bmi"), ExpectedFields.NONE);
    InputOptions told = new InputOptions(CsvOptions.DEFAULT, null, Set.of(), json);
    Path file = write("a.json", "{\"job\": {\"rows\": [[1, 2], [3, 4]]}}");

    assertThat(records(file, told)).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
    try (RecordSource source = Sources.open(file, told)) {
      source.next();
      assertThat(source.columns()).containsExactly("age", "bmi");
    }
    Path other = write("b.json", "{\"jobs\": []}");
    assertThatThrownBy(() -> records(other, told))
        .hasMessageContaining(
            "the path job.rows to the inputs leads to nothing in an object with `jobs`");
  }

  @Test
  void saysWhereJsonIsWrong() throws IOException {
    fails(write("a.jsonl", "{\"a\": 1}\n{\"a\": }\n"), "row 2 (line 2, character");
    fails(write("b.jsonl", "{\"a\": 1}\n[]\n"), "row 2: an array is empty");
    fails(write("c.jsonl", "{\"a\": 1}\n{\"a\""), "row 2 (line 2");
  }

  @Test
  void knowsAProfile() throws IOException {
    assertThat(
            Sources.isProfile(write("p.json", "{\"format\":\"djl-serving-observability/profile\"")))
        .isTrue();
    assertThat(Sources.isProfile(write("q.json", "{\"age\": 1}"))).isFalse();
    assertThat(Sources.isProfile(write("q.csv", "djl-serving-observability/profile"))).isFalse();
  }

  @Test
  void saysHowFarItHasCome() throws IOException {
    Path file = write("a.csv", "a\n" + "1234567\n".repeat(50_000));
    try (RecordSource source = Sources.open(file, OPTIONS)) {
      source.next();
      assertThat(source.progress()).isGreaterThan(0).isLessThan(0.7);
      while (source.next()) {
        assertThat(source.progress()).isLessThanOrEqualTo(1);
      }
      assertThat(source.progress()).isEqualTo(1);
      assertThat(source.position()).startsWith("row 50,000");
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Returns the columns known after the last record. */
  private static List<String> columns(Path file) throws IOException {
    try (RecordSource source = Sources.open(file, OPTIONS)) {
      boolean more = true;
      while (more) {
        more = source.next();
      }
      return source.columns();
    }
  }

  static List<List<@Nullable Object>> records(Path file, InputOptions options) throws IOException {
    List<List<@Nullable Object>> records = new ArrayList<>();
    try (RecordSource source = Sources.open(file, options)) {
      while (source.next()) {
        List<@Nullable Object> record = new ArrayList<>();
        for (int i = 0; i < source.columns().size(); i++) {
          record.add(source.value(i));
        }
        records.add(record);
      }
    }
    return records;
  }

  private static void fails(Path file, String message) {
    assertThatThrownBy(() -> records(file, OPTIONS))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }
}
