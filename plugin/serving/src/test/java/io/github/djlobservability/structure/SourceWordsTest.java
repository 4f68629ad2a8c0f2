package io.github.djlobservability.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds comments to the words of the house, and class names to one owner each. */
class SourceWordsTest {
  private static final Pattern FRAGMENT =
      Pattern.compile("/\\*\\* *(What|Who|Whose|Of|Those|That which|The ones?) .*");

  /** A Javadoc that describes nothing, since another follows it: newer compilers refuse it. */
  private static final Pattern LOST = Pattern.compile("\\*/\\s+/\\*\\*");

  private static final Pattern SO_MANY = Pattern.compile("(?i).*\\bso many\\b.*");

  /** Returns an example of each, so that the rules are known to find something. */
  private static Stream<String> examples() {
    return Stream.of("/** What a load did. */", "/** Of this profile. */", "/** The one left. */");
  }

  @Test
  void knowsFragments() {
    assertThat(examples()).allMatch(example -> FRAGMENT.matcher(example).matches());
  }

  @Test
  void javadocsAreSentences() throws IOException {
    assertThat(comments(FRAGMENT)).isEmpty();
  }

  @Test
  void commentsGiveNumbers() throws IOException {
    assertThat(comments(SO_MANY)).isEmpty();
  }

  @Test
  void eachJavadocDescribesSomething() throws IOException {
    assertThat("/** One. */ /** Two. */").containsPattern(LOST);
    assertThat(sources())
        .filteredOn(file -> LOST.matcher(file.text()).find())
        .extracting(SourceFile::path)
        .isEmpty();
  }

  @Test
  void classNamesOfMainCodeAreUnique() throws IOException {
    Map<String, List<String>> names =
        SourceFile.below("plugin").stream()
            .filter(SourceFile::isMain)
            .filter(SourceFile::isType)
            .collect(
                Collectors.groupingBy(
                    SourceFile::simpleName,
                    Collectors.mapping(SourceFile::typeName, Collectors.toList())));
    assertThat(names).isNotEmpty();
    assertThat(names.values()).filteredOn(types -> types.size() > 1).isEmpty();
  }

  @Test
  void nothingIsLeftOfAMerge() throws IOException {
    Pattern marker = Pattern.compile("(?m)^(<{7}|>{7}|\\|{7})( |$)");
    assertThat("a\n" + "<".repeat(7) + " HEAD\n").containsPattern(marker);
    List<Path> texts = new ArrayList<>();
    for (String folder : List.of("docs", ".")) {
      try (Stream<Path> files =
          Files.walk(Path.of("..", "..", folder), folder.equals(".") ? 1 : 6)) {
        files
            .filter(file -> file.toString().matches(".*\\.(md|ya?ml|json|ts)"))
            .forEach(texts::add);
      }
    }
    assertThat(texts).hasSizeGreaterThan(10);
    for (Path text : texts) {
      assertThat(Files.readString(text)).as(text.toString()).doesNotContainPattern(marker);
    }
    assertThat(sources())
        .filteredOn(file -> marker.matcher(file.text()).find())
        .extracting(SourceFile::path)
        .isEmpty();
  }

  private static List<String> comments(Pattern forbidden) throws IOException {
    List<String> found = new ArrayList<>();
    for (SourceFile file : sources()) {
      file.comments().stream()
          .filter(comment -> forbidden.matcher(comment).matches())
          .forEach(comment -> found.add(file.path() + ": " + comment));
    }
    return found;
  }

  /** Returns all sources but this, which has examples of what is forbidden. */
  private static List<SourceFile> sources() throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    for (String folder : List.of("plugin", "integration-tests", "sample-models")) {
      List<SourceFile> files = SourceFile.below(folder);
      assertThat(files).isNotEmpty();
      sources.addAll(files);
    }
    sources.removeIf(file -> file.simpleName().equals(SourceWordsTest.class.getSimpleName()));
    return sources;
  }
}
