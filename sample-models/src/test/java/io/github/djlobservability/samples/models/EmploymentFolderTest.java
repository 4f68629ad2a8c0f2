package io.github.djlobservability.samples.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.translate.ServingTranslator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class EmploymentFolderTest {

  private static final Path FOLDER = ModelFolders.folder("employment");
  private static final Path JAR = FOLDER.resolve("libs/employment-translator.jar");
  private static final String PACKAGE = "io/github/djlobservability/samples/employment/";

  @Test
  void holdsWhatTheServerNeeds() {
    assertThat(List.of("employment.onnx", "features.txt", "synset.txt", "serving.properties"))
        .allSatisfy(file -> assertThat(FOLDER.resolve(file)).isNotEmptyFile());
  }

  @Test
  void jarBringsOnlyOurClasses() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> files =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(files)
          .contains(PACKAGE + "EmploymentTranslator.class", "META-INF/LICENSE", "META-INF/NOTICE")
          .allMatch(file -> file.startsWith(PACKAGE) || file.startsWith("META-INF/"));
    }
  }

  @Test
  void translatorComesOutOfTheJarAlone() throws Exception {
    URL[] jar = {JAR.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, new HostClassLoader())) {
      Class<?> translator = loader.loadClass(settings().getProperty("translator"));
      assertThat(translator.getClassLoader()).isSameAs(loader);
      assertThat(translator.getConstructor().newInstance()).isInstanceOf(ServingTranslator.class);
    }
  }

  private static Properties settings() throws IOException {
    Properties settings = new Properties();
    try (InputStream file = Files.newInputStream(FOLDER.resolve("serving.properties"))) {
      settings.load(file);
    }
    return settings;
  }

  /** Has what the server has, and nothing of this module. */
  private static final class HostClassLoader extends ClassLoader {

    HostClassLoader() {
      super(EmploymentFolderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.github.djlobservability.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
