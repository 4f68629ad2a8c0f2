package io.github.djlobservability.monitoring.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFoldersTest {
  @TempDir Path home;

  @Test
  void aSecondServerIsToldThatTheFolderIsInUse() throws IOException {
    Path folder = home.resolve("m");
    HeldFolders.Use first = new HeldFolders().take(folder);
    HeldFolders second = new HeldFolders();
    assertThat(first.problem()).isNull();
    HeldFolders.Use refused = second.take(folder);
    assertThat(refused.problem()).startsWith(folder + " is in use by another server");
    refused.close();
    assertThat(second.take(folder).problem()).isNotNull();
    first.close();
    assertThat(second.take(folder).problem()).isNull();
  }

  @Test
  void isHeldUntilItsLastUseIsOver() throws IOException {
    HeldFolders folders = new HeldFolders();
    HeldFolders.Use before = folders.take(home);
    HeldFolders.Use anew = folders.take(home);
    before.close();
    assertThat(new HeldFolders().take(home).problem()).isNotNull();
    anew.close();
    assertThat(new HeldFolders().take(home).problem()).isNull();
  }

  @Test
  void whatCanNotBeMadeIsNotInUse() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThat(new HeldFolders().take(file.resolve("m")).problem()).isNull();
  }

  @Test
  void nothingIsReadOrWrittenInsteadOfAFolderInUse() {
    HeldFolders.Use use = new HeldFolders().take(home.resolve("m"));
    ModelFiles none = new ModelFiles(use.folder(), null).ofNobody();
    assertThat(Files.exists(none.captured())).isFalse();
    assertThat(none.state().toFile().mkdirs()).isFalse();
  }
}
