package io.github.djlobservability.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compiles a library from a source in C beside this class. Stateless. */
final class SharedLibrary {
  private SharedLibrary() {}

  /**
   * Compiles it.
   *
   * @param name the library's name in the folder
   * @param resource the source
   * @param options further options of the compiler
   * @return the library's file
   */
  static Path compile(Path folder, String name, String resource, List<String> options)
      throws IOException, InterruptedException {
    Path source = folder.resolve(name + ".c");
    try (InputStream text = SharedLibrary.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(text, resource), source);
    }
    Path library = folder.resolve("lib" + name + ".so");
    List<String> command = new ArrayList<>();
    command.add(Program.C_COMPILER.require().toString());
    command.addAll(List.of("-shared", "-fPIC", "-o", library.toString()));
    command.add(source.toString());
    command.addAll(options);
    run(command);
    return library;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
    }
  }
}
