package io.github.djlobservability.programs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that tests need and a JDK lacks, under any of its names on the path. */
public enum Program {
  C_COMPILER(
      "readers of GPUs and disks that fail are tested with libraries in C", "gcc", "cc", "clang"),
  CHROMIUM("the page is tested in a real browser", "chromium", "chromium-browser"),
  CHROMEDRIVER("the page is tested in a real browser", "chromedriver"),
  FAKETIME("spans are tested in a server whose clock is set", "faketime"),
  PROMETHEUS("rules and dashboards are tested in a real Prometheus", "prometheus"),
  PROMTOOL("rules are tested by Prometheus's own tool", "promtool");

  private final String purpose;

  @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
  private final List<String> names;

  Program(String purpose, String... names) {
    this.purpose = purpose;
    this.names = List.of(names);
  }

  Optional<Path> find(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Finds the program on the path.
   *
   * @throws IllegalStateException if none of its names is there
   */
  public Path require() {
    return find(System.getenv()).orElseThrow(() -> new IllegalStateException(absence()));
  }

  /** Says that the program is missing, and what it is for. */
  String absence() {
    return "no " + String.join(", ", names) + " on the path; " + purpose;
  }
}
