package io.github.djlobservability.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFileTest {
  private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);
  private static final String OTHER = "ffeeddccbbaa99887766554433221100".repeat(2);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void protect() {
    file = folder.resolve("state");
    FolderKeys.put(folder, FileKeys.of(KEY, List.of()));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private void write(String text) throws IOException {
    ReplacedFile.write(file, out -> out.write(text.getBytes(UTF_8)));
  }

  private String read() throws IOException {
    return new String(ReplacedFile.read(file), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void whatIsWrittenIsReadAndNotSeen(int count) throws IOException {
    byte[] plain = bytes(count);
    ReplacedFile.write(file, out -> out.write(plain));
    assertThat(ReplacedFile.read(file)).isEqualTo(plain);
    try (var in = ReplacedFile.open(file)) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
    String sealed = Files.readString(file, ISO_8859_1);
    assertThat(sealed.length()).isGreaterThan(count + 32);
    if (count > 1) {
      assertThat(sealed).doesNotContain(new String(plain, 0, Math.min(count, 16), ISO_8859_1));
    }
  }

  @Test
  void thePlainTextIsNowhere() throws IOException {
    write("a secret value");
    assertThat(Files.readString(file, ISO_8859_1)).startsWith("DJLSEAL1").doesNotContain("secret");
    write("a secret value");
    String first = Files.readString(file, ISO_8859_1);
    write("a secret value");
    assertThat(Files.readString(file, ISO_8859_1)).isNotEqualTo(first);
  }

  @Test
  void plainFilesAreReadAndAreEncryptedWhenTheyAreWrittenNext() throws IOException {
    Files.writeString(file, "plain");
    assertThat(read()).isEqualTo("plain");
    write(read());
    assertThat(Files.readString(file, ISO_8859_1)).startsWith("DJLSEAL1");
    assertThat(read()).isEqualTo("plain");
  }

  @Test
  void oldKeysReadAndTheNewOneWrites() throws IOException {
    write("old");
    FolderKeys.put(folder, FileKeys.of(OTHER, List.of(KEY)));
    assertThat(read()).isEqualTo("old");
    write("new");
    FolderKeys.put(folder, FileKeys.of(OTHER, List.of()));
    assertThat(read()).isEqualTo("new");
  }

  @Test
  void aWrongKeyIsSaidAndTheFileIsKept() throws IOException {
    write("precious");
    byte[] sealed = Files.readAllBytes(file);
    for (FileKeys keys : List.of(FileKeys.of(OTHER, List.of()), FileKeys.NONE)) {
      FolderKeys.put(folder, keys);
      assertThatThrownBy(this::read)
          .isInstanceOf(LockedFileException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("observability.encryption.key")
          .message()
          .doesNotContain(KEY);
      assertThat(Files.readAllBytes(file)).isEqualTo(sealed);
    }
    write("anew");
    FolderKeys.put(folder, FileKeys.of(KEY, List.of()));
    try (Stream<Path> files = Files.list(folder)) {
      Path aside =
          files.filter(path -> path.toString().contains(".locked-")).findFirst().orElseThrow();
      assertThat(new String(ReplacedFile.read(aside), UTF_8)).isEqualTo("precious");
    }
  }

  @Test
  void aKeyThatIsMissingHasNothingWritten() throws IOException {
    FolderKeys.put(folder, FileKeys.missing());
    assertThatThrownBy(() -> write("in the open"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("observability.encryption.key");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsChangedOrCutOffIsDamaged() throws IOException {
    ReplacedFile.write(file, out -> out.write(bytes(70_000)));
    byte[] sealed = Files.readAllBytes(file);
    for (int at : new int[] {20, 40, 60_000, 65_600, sealed.length - 1}) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(this::read).isInstanceOf(CorruptFileException.class);
    }
    for (int length : new int[] {32, 50, 32 + 65_564, sealed.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(sealed, length));
      assertThatThrownBy(this::read).isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void keysHaveAFormAndNeverAName() {
    assertThatThrownBy(() -> FileKeys.of(KEY.substring(1), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key has 64 hexadecimal digits");
    assertThat(FileKey.parse(KEY).toString()).doesNotContain(KEY.substring(0, 8));
  }

  @Test
  void linesAreEncryptedOneByOne() throws IOException {
    SealedLines lines = SealedLines.begin(file);
    Files.writeString(file, lines.head() + lines.seal("one") + lines.seal("two é") + "cut");
    assertThat(SealedLines.read(file)).containsExactly("one", "two é");
    assertThat(Files.readString(file)).doesNotContain("two");
    List<String> written = Files.readAllLines(file);
    Files.write(file, List.of(written.get(0), written.get(2), written.get(1)));
    assertThatThrownBy(() -> SealedLines.read(file)).isInstanceOf(CorruptFileException.class);
    SealedLines.replace(file, List.of("left"));
    assertThat(SealedLines.read(file)).containsExactly("left");
    FolderKeys.put(folder, FileKeys.NONE);
    assertThatThrownBy(() -> SealedLines.read(file)).isInstanceOf(LockedFileException.class);
    SealedLines plain = SealedLines.begin(file);
    assertThat(plain.head() + plain.seal("x")).isEqualTo("x\n");
  }
}
