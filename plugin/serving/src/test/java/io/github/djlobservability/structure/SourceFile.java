package io.github.djlobservability.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds one Java source of the repository.
 *
 * @param path seen from the repository's root
 * @param text its lines
 */
record SourceFile(Path path, String text) {
  private static final Path REPOSITORY = Path.of("..", "..");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)//.*$");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (static )?(io\\.github\\.djlobservability[\\w.]*);");

  /** Reads all sources below a folder of the repository, those of packages too. */
  static List<SourceFile> below(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".java") && isSource(file))
          .sorted()
          .map(SourceFile::read)
          .toList();
    }
  }

  private static boolean isSource(Path file) {
    String name = file.toString().replace('\\', '/');
    return name.contains("/src/main/java/") || name.contains("/src/test/java/");
  }

  private static SourceFile read(Path file) {
    try {
      return new SourceFile(REPOSITORY.relativize(file), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns false for the description of a package. */
  boolean isType() {
    return !path.endsWith("package-info.java");
  }

  Path folder() {
    return path.resolveSibling("");
  }

  boolean isMain() {
    return path.toString().replace('\\', '/').contains("/src/main/java/");
  }

  /** Returns the full name of the type that the file is named after. */
  String typeName() {
    String name = path.toString().replace('\\', '/').replaceFirst(".*/src/(main|test)/java/", "");
    return name.substring(0, name.length() - ".java".length()).replace('/', '.');
  }

  String simpleName() {
    return typeName().substring(typeName().lastIndexOf('.') + 1);
  }

  boolean isPublic() {
    return Pattern.compile(
            "(?m)^public [a-z\\- ]*(class|record|interface|enum) " + simpleName() + "\\b")
        .matcher(text)
        .find();
  }

  /** Returns the comments, each on one line and without its marks. */
  List<String> comments() {
    List<String> comments = new ArrayList<>();
    Matcher comment = COMMENT.matcher(text);
    while (comment.find()) {
      comments.add(comment.group().replaceAll("(?m)^\\s*\\*(?!/)", " ").replaceAll("\\s+", " "));
    }
    return comments;
  }

  /**
   * Returns the names of the types and members of ours that it imports.
   *
   * @param staticOnly whether only members count
   */
  List<String> imports(boolean staticOnly) {
    List<String> names = new ArrayList<>();
    Matcher line = IMPORT.matcher(text);
    while (line.find()) {
      if (!staticOnly || line.group(1) != null) {
        names.add(line.group(2));
      }
    }
    return names;
  }
}
