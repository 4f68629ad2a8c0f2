package io.github.djlobservability.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
  @Test
  void saysWhatIsWrongAndWhere() {
    assertThat(FileTrouble.sentence(new NoSuchFileException("/a")))
        .isEqualTo("/a: there is no such file or folder");
    assertThat(FileTrouble.sentence(new AccessDeniedException("/a")))
        .isEqualTo("/a: permission denied");
    assertThat(FileTrouble.sentence(new FileSystemException("/a", null, "No space left on device")))
        .isEqualTo("/a: No space left on device");
    assertThat(FileTrouble.sentence(new IOException("is damaged"))).isEqualTo("is damaged");
    assertThat(FileTrouble.sentence(new IOException())).isEqualTo("IOException");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidToBe(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> PrivateFiles.createFolders(file.resolve("state")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(file + "/state: the folder can't be made: ")
        .hasMessageNotContaining("null");
  }
}
