package io.github.djlobservability.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {

  @TempDir Path folder;

  @Test
  void takesTheOldFilesPlace() throws IOException {
    Path file = folder.resolve("state");
    ReplacedFile.write(file, out -> out.write(new byte[100_000]));
    ReplacedFile.write(file, out -> out.write(new byte[] {1, 2, 3}));
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void leavesTheOldFileWhenTheNewOneFails() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "old");
    assertThatThrownBy(
            () ->
                ReplacedFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  /** A partial file that a crash left is written over. */
  @Test
  void takesNoNoticeOfWhatACrashLeft() throws IOException {
    Path file = folder.resolve("state");
    Files.writeString(folder.resolve("state.partial"), "half of something that was longer");
    ReplacedFile.write(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void setsAsideUnderOneName() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "first");
    Path aside = ReplacedFile.setAside(file);
    assertThat(aside).hasFileName("state.corrupt").hasContent("first");
    assertThat(file).doesNotExist();
    Files.writeString(file, "second");
    assertThat(ReplacedFile.setAside(file)).isEqualTo(aside).hasContent("second");
  }
}
