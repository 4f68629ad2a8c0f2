package io.github.djlobservability.suite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command {@code mvn -Pserve}: looks whether the port is free, builds what {@link ServeDemo}
 * needs in a Maven of its own, whose steps it names and whose output goes to a file, and runs the
 * demo. Maven starts this file from its source, when nothing is compiled yet, so it uses no other
 * class.
 *
 * <p>The exit code is the demo's, or 1 if it cannot run.
 */
public final class BuildAndServe {

  private static final String MODULE = "integration-tests/harness";
  private static final String BUILT =
      MODULE + ",integration-tests/standin-server,plugin/serving,sample-models";
  private static final int ERRORS_SHOWN = 10;

  private static final Pattern STEP =
      Pattern.compile("\\[INFO\\] Building (?:.+: )?(.+?) +\\S+ +\\[(\\d+)/(\\d+)\\]");
  private static final Pattern TRAINING =
      Pattern.compile("\\[INFO\\] --- .* \\((train-.+)\\) @ .*");
  private static final Pattern DOWNLOAD =
      Pattern.compile("\\[INFO\\] Downloaded from .*/(\\S+) \\((\\d{2,}(\\.\\d+)? MB) at .*");

  private final Path root;
  private final Path log;

  private BuildAndServe(Path root) throws IOException {
    this.root = root;
    this.log = Files.createDirectories(root.resolve(MODULE + "/target")).resolve("serve-build.log");
  }

  /** Runs the command. The arguments are options of the demo's JVM. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var unused = parent.onExit().thenRun(() -> System.exit(1));
            });
    int code = 1;
    try {
      requireFreePort(System.getProperty("serve.port", ""));
      BuildAndServe command = new BuildAndServe(Path.of(System.getProperty("build.root")));
      if (command.build()) {
        code = command.serve(args);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("The demo cannot run: " + e.getMessage());
    }
    System.exit(code);
  }

  private static void requireFreePort(String text) throws IOException {
    try {
      requireFreePort(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("serve.port is " + text + "; allowed is a number", e);
    }
  }

  /**
   * Looks whether the port is free: a server that cannot listen says so in its log only.
   *
   * @throws IllegalStateException if it is taken; the message is for the user
   */
  static void requireFreePort(int port) throws IOException {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (BindException e) {
      throw new IllegalStateException(
          "port " + port + " is taken; -Dserve.port=PORT chooses another", e);
    }
  }

  private boolean build() throws IOException, InterruptedException {
    System.out.println("Building what the demo needs. The first time takes some minutes.");
    Process maven = start(new ProcessBuilder(mavenCommand()).redirectErrorStream(true));
    try (BufferedReader output = maven.inputReader(UTF_8);
        BufferedWriter copy = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        copy.write(line);
        copy.newLine();
        progress(line).ifPresent(System.out::println);
      }
    }
    boolean built = maven.waitFor() == 0;
    if (!built) {
      explainFailure();
    }
    return built;
  }

  /** Says what a line of Maven's output means to whoever waits; empty for most of them. */
  static Optional<String> progress(String line) {
    Matcher step = STEP.matcher(line);
    if (step.matches()) {
      return Optional.of("  " + step.group(2) + " of " + step.group(3) + ": " + step.group(1));
    }
    Matcher training = TRAINING.matcher(line);
    if (training.matches()) {
      return Optional.of("    training a model: " + training.group(1));
    }
    Matcher download = DOWNLOAD.matcher(line);
    return download.matches()
        ? Optional.of("    downloaded " + download.group(1) + ", " + download.group(2))
        : Optional.empty();
  }

  private void explainFailure() throws IOException {
    System.err.println("The build failed; all of its output is in " + log);
    try (Stream<String> lines = Files.lines(log)) {
      lines
          .filter(line -> line.startsWith("[ERROR]"))
          .limit(ERRORS_SHOWN)
          .forEach(System.err::println);
    }
  }

  /** Repeats what the user's Maven was given: offline, its repository, settings and profiles. */
  private static List<String> mavenCommand() {
    String maven = Path.of(System.getProperty("build.maven"), "bin", "mvn").toString();
    List<String> command = new ArrayList<>(List.of(maven, "--batch-mode"));
    command.addAll(List.of("--projects", BUILT, "--also-make"));
    command.add("-Dmaven.test.skip=true");
    command.add("-Dmaven.repo.local=" + System.getProperty("build.repository"));
    if (Boolean.getBoolean("build.offline")) {
      command.add("--offline");
    }
    String settings = System.getProperty("build.settings", "");
    if (Files.exists(Path.of(settings))) {
      command.addAll(List.of("--settings", settings));
    }
    String others = otherProfiles(System.getProperty("build.profiles", ""));
    if (!others.isEmpty()) {
      command.addAll(List.of("--activate-profiles", others));
    }
    command.add("package");
    return command;
  }

  /** Returns the profiles but this command's own, of a list as {@code [serve, djl-serving]}. */
  static String otherProfiles(String list) {
    return Stream.of(list.replaceAll("[\\[\\]\\s]", "").split(",", -1))
        .filter(profile -> !profile.equals("serve"))
        .reduce((some, next) -> some + "," + next)
        .orElse("");
  }

  private int serve(String[] options) throws IOException, InterruptedException {
    Path module = root.resolve(MODULE);
    String libraries = Files.readString(module.resolve("target/demo.classpath")).strip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dbasedir=" + module);
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", module.resolve("target/classes") + File.pathSeparator + libraries));
    command.add("io.github.djlobservability.suite.demo.ServeDemo");
    return start(new ProcessBuilder(command).inheritIO()).waitFor();
  }

  /** Starts a process in the root of the repository that ends when this one does. */
  private Process start(ProcessBuilder builder) throws IOException {
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.directory(root.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return process;
  }
}
