package ai.djl.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the stand-in declares the same members as DJL Serving 0.36, one by one. */
class SignaturesTest {

  @Test
  void everyDeclaredMemberIsOneOfTheRealServer() throws Exception {
    SortedSet<String> declared = new TreeSet<>();
    for (Class<?> type : declaredTypes()) {
      declared.addAll(Signatures.of(type));
    }
    assertThat(declared).hasSizeGreaterThan(300).isEqualTo(realSignatures());
  }

  private static Iterable<Class<?>> declaredTypes() throws URISyntaxException, IOException {
    Path classes =
        Path.of(ModelServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes.resolve("ai/djl/serving"))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .<Class<?>>map(file -> load(file.replace(".class", "").replace('/', '.')))
          .filter(Signatures::isShown)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, SignaturesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedSet<String> realSignatures() throws IOException {
    try (Reader in =
            new InputStreamReader(
                SignaturesTest.class.getResourceAsStream("/real-signatures.txt"),
                StandardCharsets.UTF_8);
        BufferedReader lines = new BufferedReader(in)) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
