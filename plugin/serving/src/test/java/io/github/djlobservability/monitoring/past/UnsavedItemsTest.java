package io.github.djlobservability.monitoring.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsavedItemsTest {
  @TempDir Path folder;

  @Test
  void whatAProcessDidNotSaveIsCounted() throws IOException {
    Path kept = folder.resolve("model");
    Path file = kept.resolve("unsaved.count");
    UnsavedItems items = new UnsavedItems(kept);
    assertThat(items.left()).isNull();
    items.tick();
    assertThat(file).doesNotExist();
    items.add();
    items.add();
    items.tick();
    assertThat(new UnsavedItems(kept).left()).isEqualTo(2);
    items.add();
    items.tick();
    assertThat(new UnsavedItems(kept).left()).isEqualTo(3);
    items.saved();
    assertThat(new UnsavedItems(kept).left()).isNull();
  }
}
