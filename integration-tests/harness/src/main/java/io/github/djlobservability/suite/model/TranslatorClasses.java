package io.github.djlobservability.suite.model;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The compiled translators, taken from this module to where a server finds them. */
public final class TranslatorClasses {

  private static final String PACKAGE =
      ScriptedTranslator.class.getPackageName().replace('.', '/') + "/";

  private TranslatorClasses() {}

  /** Copies the classes of all translators. */
  static void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(PACKAGE));
    for (Path file : classFiles(name -> true)) {
      Files.copy(file, folder.resolve(PACKAGE).resolve(file.getFileName()));
    }
  }

  /** Returns a jar with all translators and the factory, for the server's {@code deps} folder. */
  public static Path jar(Path file) throws IOException {
    return writeJar(file, classFiles(name -> true));
  }

  /** Returns a jar with {@link ScriptedTranslator} as the only translator. */
  static Path jarWithOneTranslator(Path file) throws IOException {
    return writeJar(
        file,
        classFiles(name -> !name.endsWith("Translator.class") || name.startsWith("Scripted")));
  }

  private static List<Path> classFiles(Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(BuiltFiles.classes().resolve(PACKAGE))) {
      return files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
    }
  }

  private static Path writeJar(Path file, List<Path> classes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Path each : classes) {
        jar.putNextEntry(new JarEntry(PACKAGE + each.getFileName()));
        Files.copy(each, jar);
        jar.closeEntry();
      }
    }
    return file;
  }
}
