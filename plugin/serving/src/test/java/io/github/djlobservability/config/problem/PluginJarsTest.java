package io.github.djlobservability.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginJarsTest {
  @TempDir Path folder;

  @Test
  void severalAreSaidWithTheOneInForce() throws IOException {
    URL first = withTheClass("first");
    URL second = withTheClass("second");
    try (URLClassLoader one = new URLClassLoader(new URL[] {first}, null);
        URLClassLoader two = new URLClassLoader(new URL[] {first, second}, null)) {
      assertThat(PluginJars.several(one, PluginJars.class)).isNull();
      ConfigurationProblem problem =
          Objects.requireNonNull(PluginJars.several(two, PluginJars.class));
      assertThat(problem.value()).contains("first", "second");
      assertThat(problem.allowed()).startsWith("one jar").contains("in force", "first");
    }
  }

  private URL withTheClass(String name) throws IOException {
    Path root = folder.resolve(name);
    Path file = root.resolve(PluginJars.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "stands for it");
    return root.toUri().toURL();
  }
}
