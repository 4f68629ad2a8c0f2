package io.github.djlobservability.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the repository and of its build, seen from the folder of the module that runs. */
public final class BuiltFiles {

  /**
   * The folder of the module that runs; Maven sets the property for tests and for programs it
   * starts.
   */
  private static final Path MODULE =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).toAbsolutePath();

  private static final Path REPOSITORY = MODULE.resolve("../..").normalize();

  private static final Path STAND_IN =
      REPOSITORY.resolve("integration-tests/standin-server/target");

  private BuiltFiles() {}

  /** Returns the root of the repository. */
  public static Path repository() {
    return REPOSITORY;
  }

  /**
   * Returns the packaged plugin, or the one that the system property {@code suite.plugin.jar}
   * names.
   */
  public static Path pluginJar() {
    String other = System.getProperty("suite.plugin.jar", "");
    if (!other.isEmpty()) {
      return Path.of(other);
    }
    return jar(REPOSITORY.resolve("plugin/serving/target"), "djl-serving-observability", "");
  }

  /** Returns the OpenTelemetry Java agent. */
  public static Path javaAgent() {
    return jar(MODULE.resolve("target/java-agent"), "opentelemetry-javaagent", "");
  }

  /** Returns the stand-in server without its libraries. */
  public static Path standInJar() {
    return jar(STAND_IN, "standin-server", "");
  }

  /** Returns the stand-in's plugin for the KServe paths. */
  public static Path standInKServePlugin() {
    return jar(STAND_IN, "standin-server", "-kserve-plugin");
  }

  /** Returns the libraries of the stand-in server, as a class path. */
  public static String standInLibraries() {
    try {
      return Files.readString(STAND_IN.resolve("server.classpath")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the stand-in server has not been built", e);
    }
  }

  /** Returns the folder with the sample models, as a server's model store. */
  public static Path sampleModels() {
    return REPOSITORY.resolve("sample-models/target/models");
  }

  /** Census rows for the sample model, in the order in which people were asked. */
  public static Path censusTraffic() {
    return REPOSITORY.resolve("sample-models/target/data/employment-traffic.csv");
  }

  /** Returns the table of the recordings that the speech model is sent. */
  public static Path speechTraffic() {
    return REPOSITORY.resolve("sample-models/target/data/speech-traffic.csv");
  }

  /** Returns the recording rules and alerts that users give to their Prometheus. */
  public static Path driftRules() {
    return REPOSITORY.resolve("docs/prometheus/drift-rules.yml");
  }

  /** Returns a file or folder of the documentation. */
  public static Path documentation(String path) {
    return REPOSITORY.resolve("docs").resolve(path);
  }

  /** Returns a folder of the running module's build output, made if it is not there. */
  public static Path outputFolder(String name) {
    try {
      return Files.createDirectories(MODULE.resolve("target").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder of this class's module with its compiled classes. */
  public static Path classes() {
    return REPOSITORY.resolve("integration-tests/harness/target/classes");
  }

  /**
   * Returns the single jar of an artifact in a folder, whatever its version.
   *
   * @param classifier what stands between the version and {@code .jar}
   */
  public static Path jar(Path folder, String artifact, String classifier) {
    Pattern name =
        Pattern.compile(
            Pattern.quote(artifact)
                + "-\\d[^-]*(-SNAPSHOT)?"
                + Pattern.quote(classifier)
                + "\\.jar");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files.filter(file -> name.matcher(file.getFileName().toString()).matches()).toList();
      if (jars.size() != 1) {
        throw new IllegalStateException(
            "expected one "
                + artifact
                + " jar in "
                + folder
                + " but there are "
                + jars
                + "; mvn clean removes those of other versions");
      }
      return jars.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(artifact + " has not been built", e);
    }
  }
}
