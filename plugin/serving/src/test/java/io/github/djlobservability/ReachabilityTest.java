package io.github.djlobservability;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No code without a use: every class of both modules is reached from the server or a command. */
class ReachabilityTest {
  private static final String ROOT = "io.github.djlobservability";

  /** Named in the jar's manifest, or by a class name that DJL Serving is given. */
  private static final List<String> ENTRY_POINTS =
      List.of(ROOT + ".ObservabilityPlugin", ROOT + ".cli.Main");

  @Test
  void everyClassIsReachedFromAnEntryPoint() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .withImportOption(location -> !location.contains("standin"))
            .importPackages(ROOT);
    Set<String> unreached = new TreeSet<>();
    classes.forEach(type -> unreached.add(outermost(type)));
    unreached.removeIf(name -> name.endsWith("package-info"));
    unreached.removeAll(reached(classes));
    assertThat(unreached).isEmpty();
  }

  private static Set<String> reached(JavaClasses classes) {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(ENTRY_POINTS);
    while (!next.isEmpty()) {
      String name = next.pop();
      if (reached.add(name)) {
        for (JavaClass type : classes) {
          if (outermost(type).equals(name)) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
              next.add(outermost(use.getTargetClass()));
            }
          }
        }
      }
    }
    return reached;
  }

  private static String outermost(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
