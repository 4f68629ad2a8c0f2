package ai.djl.serving.util;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds classes on the class path and in the jars of the folder {@code deps}. It is the context
 * class loader while models are loaded; it does not see plugins.
 */
public class MutableClassLoader extends URLClassLoader {

  private static final MutableClassLoader INSTANCE = new MutableClassLoader();

  public MutableClassLoader() {
    super(jars(Path.of(ConfigManager.getModelServerHome(), "deps")));
  }

  private static URL[] jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(MutableClassLoader::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static MutableClassLoader getInstance() {
    return INSTANCE;
  }

  @Override
  public final void addURL(URL url) {
    super.addURL(url);
  }
}
