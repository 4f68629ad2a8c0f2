package io.github.djlobservability.monitoring.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  @TempDir Path root;

  @Test
  void eachModelHasAFolderOfItsOwnWhateverItIsCalled() throws IOException {
    String longName = "x".repeat(300);
    List<String> names =
        List.of("m", ".", "..", "...", "../m", "/m", "a/b", "%2E.", "", longName, longName + "y");
    Set<Path> folders = new HashSet<>();
    for (String name : names) {
      Path folder = ModelFiles.of(root, new ModelId(name, "1"), root, null).state();
      assertThat(folder.normalize().getParent()).as(name).isEqualTo(root);
      Files.createDirectories(folder);
      folders.add(folder.toRealPath());
    }
    assertThat(folders).hasSameSizeAs(names);
  }

  @Test
  void aModelWithoutAVersionStaysBelowTheRootToo() {
    for (String name : List.of(".", "..")) {
      Path folder = ModelFiles.of(root, new ModelId(name, null), root, null).state();
      assertThat(folder.normalize().getParent()).as(name).isEqualTo(root);
    }
  }

  @Test
  void aModelMayHaveNoReference() {
    assertThat(shipped(null)).isNull();
  }

  @Test
  void aReferenceIsFoundBesideTheModelAndInAFolderThere() throws IOException {
    Path apart = written("observability/reference-profile.json");
    assertThat(shipped(null)).isEqualTo(apart);
    Path beside = written("reference-profile.json");
    assertThat(shipped(null)).isEqualTo(beside);
  }

  @Test
  void aNamedReferenceIsMeantAlsoWhereItIsMissing() throws IOException {
    written("reference-profile.json");
    assertThat(shipped("other.json")).isEqualTo(root.resolve("other.json"));
  }

  private @Nullable Path shipped(@Nullable String named) {
    return ModelFiles.of(root.resolve("state"), new ModelId("m", null), root, named).shipped();
  }

  private Path written(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }
}
