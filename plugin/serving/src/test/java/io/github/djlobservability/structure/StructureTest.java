package io.github.djlobservability.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.ObservabilityPlugin;
import io.github.djlobservability.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds main code to a use: each type is reached, and public only for another package. */
class StructureTest {
  private static final Set<String> ENTRY_POINTS =
      Set.of(ObservabilityPlugin.class.getName(), Main.class.getName());

  /** DJL makes it by its name. */
  private static final String MADE_BY_DJL =
      "io.github.djlobservability.inference.ObservedTranslatorFactory";

  /** The largest packages of well-kept codebases of this size have 25 to 43. */
  private static final int MOST_TYPES = 35;

  private static List<SourceFile> main = List.of();
  private static ClassGraph graph = new ClassGraph();

  @BeforeAll
  static void read() throws IOException {
    main =
        SourceFile.below("plugin").stream()
            .filter(SourceFile::isMain)
            .filter(SourceFile::isType)
            .toList();
    graph = ClassGraph.of(main);
  }

  @Test
  void everyTypeIsReachedFromAnEntryPoint() {
    Set<String> reached = graph.reachedFrom(ENTRY_POINTS);
    assertThat(main).isNotEmpty().extracting(SourceFile::typeName).isSubsetOf(reached);
  }

  @Test
  void publicTypesAreUsedFromAnotherPackage() throws IOException {
    Set<String> allowed = new HashSet<>(graph.usedFromOtherPackages());
    allowed.addAll(ENTRY_POINTS);
    allowed.add(MADE_BY_DJL);
    allowed.addAll(usedFromOtherPackagesOfTests());
    assertThat(main)
        .filteredOn(SourceFile::isPublic)
        .isNotEmpty()
        .extracting(SourceFile::typeName)
        .isSubsetOf(allowed);
  }

  @Test
  void packagesAreSmall() {
    Map<Path, Long> types =
        main.stream().collect(Collectors.groupingBy(SourceFile::folder, Collectors.counting()));
    assertThat(types.values()).isNotEmpty().allMatch(count -> count <= MOST_TYPES);
  }

  private static Set<String> usedFromOtherPackagesOfTests() throws IOException {
    Set<String> used = new HashSet<>();
    for (String folder : List.of("plugin", "integration-tests")) {
      for (SourceFile file : SourceFile.below(folder)) {
        used.addAll(file.imports(false));
      }
    }
    return used;
  }
}
