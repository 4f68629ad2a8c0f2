package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private static final ModelId MODEL = new ModelId("m", null);

  @TempDir Path state;
  @TempDir Path model;

  private @Nullable Path reference(@Nullable String named) {
    return ModelFiles.of(state, MODEL, model, named).reference();
  }

  private Path written(String name) throws IOException {
    Path file = model.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }

  @Test
  void aModelMayHaveNoReference() {
    assertThat(reference(null)).isNull();
  }

  @Test
  void aReferenceIsFoundBesideTheModelAndInAFolderThere() throws IOException {
    Path apart = written("observability/reference-profile.json");
    assertThat(reference(null)).isEqualTo(apart);
    Path beside = written("reference-profile.json");
    assertThat(reference(null)).isEqualTo(beside);
  }

  @Test
  void aNamedReferenceIsMeantAlsoWhereItIsMissing() throws IOException {
    written("reference-profile.json");
    assertThat(reference("other.json")).isEqualTo(model.resolve("other.json"));
  }

  @Test
  void aCapturedReferenceGoesFirst() throws IOException {
    written("reference-profile.json");
    Path captured = state.resolve("m/reference-profile.json");
    Files.createDirectories(captured.getParent());
    Files.writeString(captured, "{}");
    assertThat(reference(null)).isEqualTo(captured);
  }
}
