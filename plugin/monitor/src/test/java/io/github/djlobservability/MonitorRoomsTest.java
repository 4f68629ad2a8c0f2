package io.github.djlobservability;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the monitor, and who may know whom. */
@AnalyzeClasses(packages = "io.github.djlobservability", importOptions = DoNotIncludeTests.class)
class MonitorRoomsTest {

  private static final String ROOT = "io.github.djlobservability";

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  /** The compiler holds that no server is known; this holds the ground floor to the ground. */
  @ArchTest static final ArchRule statistics = knowsOnly("statistics", "state", "payload");

  @ArchTest static final ArchRule state = knowsOnly("state", "statistics", "payload");

  @ArchTest
  static final ArchRule nobodyKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".cli..");

  @ArchTest
  static final ArchRule qualityKnowsNoLabels =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".quality..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".label..");

  @ArchTest
  static final ArchRule labelsKnowOneClassOfQuality =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".label..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + ".quality..").and(not(simpleName("LabelledItem"))));

  private static ArchRule knowsOnly(String room, String... floor) {
    String[] known = new String[floor.length + 1];
    for (int i = 0; i < floor.length; i++) {
      known[i] = ROOT + "." + floor[i] + "..";
    }
    known[floor.length] = ROOT + "." + room + "..";
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(known))));
  }
}
