package io.github.djlobservability.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Checks which files are in the jar that users drop into their server, and which are not. */
class PackagedJarIT {
  private static final long MAX_BYTES = 16_000_000;

  private final Path jar = BuiltFiles.pluginJar();

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(jar)).isLessThan(MAX_BYTES);
  }

  @Test
  void hasNoClassUnderAnotherProjectsNameButTheOpenTelemetryApi() throws IOException {
    assertThat(names().stream().filter(name -> name.endsWith(".class")))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("io/github/djlobservability/")
                    || name.startsWith("io/opentelemetry/api/")
                    || name.startsWith("io/opentelemetry/context/")
                    || name.startsWith("io/opentelemetry/common/"));
  }

  @Test
  void bringsNothingThatTheHostHas() throws IOException {
    for (String host :
        List.of("ai/djl/", "io/netty/", "com/google/gson/", "com/sun/jna/", "org/slf4j/")) {
      assertThat(names()).noneMatch(name -> name.contains(host));
    }
  }

  @Test
  void saysWhatItIsAndWhatItIsMadeOf() throws IOException {
    assertThat(names())
        .contains(
            "META-INF/plugin.definition",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/THIRD-PARTY.txt");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isNotBlank();
    }
  }

  private List<String> names() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }
}
