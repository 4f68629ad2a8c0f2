package io.github.djlobservability.suite.engine;

import ai.djl.engine.EngineProvider;
import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The engine as a jar for the server's {@code deps} folder; its name is {@value #ENGINE}. */
public final class EngineJar {

  /** Names the engine as a model's {@code engine=} does. */
  public static final String ENGINE = AnywhereEngine.NAME;

  private EngineJar() {}

  /** Writes the jar and returns the file. */
  public static Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Class<?> each : List.of(AnywhereEngine.class, AnywhereEngineProvider.class)) {
        String name = each.getName().replace('.', '/') + ".class";
        put(jar, name, Files.readAllBytes(BuiltFiles.classes().resolve(name)));
      }
      put(
          jar,
          "META-INF/services/" + EngineProvider.class.getName(),
          AnywhereEngineProvider.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
