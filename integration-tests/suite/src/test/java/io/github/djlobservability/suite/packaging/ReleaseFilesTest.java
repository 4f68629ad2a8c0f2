package io.github.djlobservability.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds what a release says of its version to the version of the build. */
class ReleaseFilesTest {

  @Test
  void theChangelogHasTheVersion() throws IOException {
    assertThat(text("CHANGELOG.md"))
        .containsPattern("(?m)^## " + Pattern.quote(property("revision")) + " ")
        .containsOnlyOnce("### For those who upgrade");
  }

  @Test
  void theContainerAddsTheJarToTheServerThatWasTried() throws IOException {
    assertThat(text("docs/deploy/Dockerfile"))
        .contains("ARG DJL_SERVING=deepjavalibrary/djl-serving:" + property("djl.version") + "-cpu")
        .contains("ARG VERSION=" + property("revision") + "\n")
        .contains(
            "plugin/serving/target/djl-serving-observability-${VERSION}.jar /opt/djl/plugins/");
    assertThat(text("docs/compatibility.md")).contains("| " + property("djl.version") + " |");
  }

  private static String property(String name) throws IOException {
    Matcher value =
        Pattern.compile("<" + Pattern.quote(name) + ">(.+?)</").matcher(text("pom.xml"));
    assertThat(value.find()).describedAs(name).isTrue();
    return value.group(1);
  }

  private static String text(String file) throws IOException {
    return Files.readString(BuiltFiles.repository().resolve(file));
  }
}
