package ai.djl.serving;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles plugins, so that they are found in their jars and nowhere else. */
public final class PluginJar {

  private PluginJar() {}

  /** Writes a plugin of one class into {@code folder}. */
  public static void write(Path folder, String definition, String className, String source)
      throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    Path file = classes.resolve(className + ".java");
    Files.writeString(file, source);
    String classPath = System.getProperty("java.class.path");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", classes.toString(), file.toString());
    if (result != 0) {
      throw new IllegalArgumentException("The plugin does not compile");
    }
    List<Path> compiled;
    try (Stream<Path> files = Files.list(classes)) {
      compiled = files.filter(path -> path.toString().endsWith(".class")).toList();
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(className + ".jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      add(jar, "META-INF/plugin.definition", definition.getBytes(StandardCharsets.UTF_8));
      for (Path path : compiled) {
        add(jar, path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
