package io.github.djlobservability.label.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.state.CorruptFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("records");
  }

  @Test
  void readsWhatWasAddedWrittenOrNot() throws IOException {
    try (RecordFile file = RecordFile.create(path)) {
      int first = file.append(body("first"));
      file.flush();
      int second = file.append(body("second"));
      assertThat(text(file.read(first))).isEqualTo("first");
      assertThat(text(file.read(second))).isEqualTo("second");
      file.rest();
      String longer = "x".repeat(5000);
      int third = file.append(body(longer));
      file.flush();
      assertThat(text(file.read(third))).isEqualTo(longer);
      assertThat(text(file.read(second))).isEqualTo("second");
    }
    assertThat(reopened()).containsExactly("first", "second", "x".repeat(5000));
  }

  @Test
  void holdsMoreThanItsBuffer() throws IOException {
    String large = "y".repeat(40_000);
    List<Integer> places = new ArrayList<>();
    try (RecordFile file = RecordFile.create(path)) {
      for (int i = 0; i < 10; i++) {
        places.add(file.append(body(large + i)));
      }
      for (int i = 0; i < 10; i++) {
        assertThat(text(file.read(places.get(i)))).isEqualTo(large + i);
      }
    }
    assertThat(reopened()).hasSize(10);
  }

  /** Wherever the process ended, what was complete is there, and more can be added. */
  @Test
  void aTornRecordIsCutOff() throws IOException {
    write("one", "two", "three");
    byte[] whole = Files.readAllBytes(path);
    int third = whole.length - 8 - 5;
    for (int end = third; end < whole.length; end++) {
      Files.write(path, java.util.Arrays.copyOf(whole, end));
      List<String> texts = new ArrayList<>();
      RecordFile.Opened opened = RecordFile.open(path, (place, body) -> texts.add(text(body)));
      assertThat(opened.damage()).isEmpty();
      assertThat(texts).containsExactly("one", "two");
      opened.file().append(body("more"));
      opened.file().close();
      assertThat(reopened()).containsExactly("one", "two", "more");
    }
  }

  @Test
  void anythingElseIsSetAsideAndWhatComesBeforeIsKept() throws IOException {
    write("one", "two", "three");
    flip(RecordForm.FIRST_PLACE + 8 + 3 + 8); // within "two"
    List<String> texts = new ArrayList<>();
    RecordFile.Opened opened = RecordFile.open(path, (place, body) -> texts.add(text(body)));
    assertThat(texts).containsExactly("one");
    assertThat(opened.damage()).contains("records.corrupt").contains("the record at 27 is damaged");
    assertThat(folder.resolve("records.corrupt")).exists();
    opened.file().append(body("more"));
    opened.file().close();
    assertThat(reopened()).containsExactly("one", "more");
  }

  @Test
  void aFileOfAnotherKindIsSetAside() throws IOException {
    Files.writeString(path, "this is no file of records, but long enough");
    RecordFile.Opened opened = RecordFile.open(path, (place, body) -> {});
    assertThat(opened.damage()).contains("the beginning");
    opened.file().close();
    assertThat(reopened()).isEmpty();
  }

  @Test
  void aFileThatWasOnlyBegunIsBegunAgain() throws IOException {
    Files.write(path, new byte[] {'D', 'J'});
    assertThat(reopened()).isEmpty();
    assertThat(folder.resolve("records.corrupt")).doesNotExist();
  }

  @Test
  void aRecordThatChangesOnTheDiskIsNotTakenForGood() throws IOException {
    try (RecordFile file = RecordFile.create(path)) {
      int place = file.append(body("value"));
      file.force();
      flip(place + 8);
      assertThatThrownBy(() -> file.read(place)).isInstanceOf(CorruptFileException.class);
    }
  }

  private void write(String... texts) throws IOException {
    try (RecordFile file = RecordFile.create(path)) {
      for (String text : texts) {
        file.append(body(text));
      }
    }
  }

  private List<String> reopened() throws IOException {
    List<String> texts = new ArrayList<>();
    RecordFile.Opened opened = RecordFile.open(path, (place, body) -> texts.add(text(body)));
    opened.file().close();
    assertThat(opened.damage()).isEmpty();
    return texts;
  }

  private void flip(int at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(at);
      int before = file.read();
      file.seek(at);
      file.write(before ^ 1);
    }
  }

  private static ByteBuffer body(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ByteBuffer body) {
    return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
  }
}
