package io.github.djlobservability;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/** The rooms of the plugin for DJL Serving, and who may know whom; the monitor has its own test. */
@AnalyzeClasses(
    packages = "io.github.djlobservability",
    importOptions = {DoNotIncludeTests.class, RoomsTest.ThePluginAlone.class})
class RoomsTest {

  /** The stand-in has a package below ours, and is no part of the plugin. */
  static final class ThePluginAlone implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("standin");
    }
  }

  private static final String ROOT = "io.github.djlobservability";

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyKnowsTheRoot =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  /** A thread of another kind would end with the first error that its work throws. */
  @ArchTest
  static final ArchRule threadsAreWorkers =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".worker")
          .and()
          // The first runs at the end of the process, the second waits for others then.
          .doNotHaveFullyQualifiedName(ROOT + ".Observability")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".telemetry.Telemetry")
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              Executors.class, ThreadPoolExecutor.class, ForkJoinPool.class, Timer.class);

  @ArchTest static final ArchRule http = outer("http", "inference", "hardware", "console", "cli");

  @ArchTest
  static final ArchRule inference = outer("inference", "http", "hardware", "console", "cli");

  @ArchTest
  static final ArchRule hardware = outer("hardware", "http", "inference", "console", "cli");

  @ArchTest
  static final ArchRule console = outer("console", "http", "inference", "hardware", "cli");

  @ArchTest
  static final ArchRule load = outer("load", "http", "inference", "hardware", "console", "cli");

  @ArchTest
  static final ArchRule engine =
      outer("engine", "http", "inference", "hardware", "load", "console", "cli");

  @ArchTest static final ArchRule cli = outer("cli", "http", "inference", "hardware", "console");

  @ArchTest
  static final ArchRule nettyStaysOutside =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT, ROOT + ".http..", ROOT + ".console..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule djlStaysOutside =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT,
              ROOT + ".inference..",
              ROOT + ".model..",
              ROOT + ".console..",
              ROOT + ".embedding..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule theSdkIsTelemetrysOwn =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..");

  /** Rooms at the edge of the plugin meet only in the root. */
  private static ArchRule outer(String room, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = ROOT + "." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true);
  }
}
