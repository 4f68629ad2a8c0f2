package io.github.djlobservability.suite.server;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** The folder of one server: its configuration, its plugins, its log. */
final class ServerHome {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path folder;
  private final Path temporaryFolder;

  private ServerHome(Path folder, Path temporaryFolder) {
    this.folder = folder;
    this.temporaryFolder = temporaryFolder;
  }

  static ServerHome create(
      String name, Map<String, String> settings, List<Path> plugins, List<Path> dependencies)
      throws IOException {
    String unique = COUNT.incrementAndGet() + "-" + ProcessHandle.current().pid();
    Path folder = BuiltFiles.outputFolder("servers/" + name + "-" + unique);
    copyAll(plugins, Files.createDirectories(folder.resolve("plugins")));
    copyAll(dependencies, Files.createDirectories(folder.resolve("deps")));
    Path conf = Files.createDirectories(folder.resolve("conf"));
    try (InputStream log4j = ServerHome.class.getResourceAsStream("log4j2.xml")) {
      Files.copy(Objects.requireNonNull(log4j, "log4j2.xml"), conf.resolve("log4j2.xml"));
    }
    writeSettings(settings, conf.resolve("config.properties"));
    // Not below the build output: Python workers make sockets here, and their paths must be short.
    return new ServerHome(folder, Files.createTempDirectory("djl-suite"));
  }

  Path folder() {
    return folder;
  }

  Path temporaryFolder() {
    return temporaryFolder;
  }

  Path logFile() {
    return folder.resolve("server.log");
  }

  /** Starts the server's Java in this home. */
  Process start(Installation installation, Map<String, String> environment, List<String> jvmOptions)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(installation, jvmOptions));
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(logFile().toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(ServerHome::wouldInterfere);
    variables.putAll(ownVariables());
    variables.putAll(environment);
    return builder.start();
  }

  private List<String> command(Installation installation, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.add("-Djava.io.tmpdir=" + temporaryFolder);
    command.add("-Dlog4j.configurationFile=" + folder.resolve("conf/log4j2.xml"));
    command.add(
        "-Djava.util.logging.SimpleFormatter.format="
            + "%1$tH:%1$tM:%1$tS.%1$tL %4$s [java.util.logging] %3$s - %5$s%6$s%n");
    if (sharesClasses(installation, jvmOptions)) {
      command.add("-XX:SharedArchiveFile=" + Installation.classArchive());
    }
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            installation.classPath(),
            "ai.djl.serving.ModelServer",
            "-f",
            folder.resolve("conf/config.properties").toString()));
    return command;
  }

  /** An agent changes classes as they are loaded, which Java can't do with those of an archive. */
  private static boolean sharesClasses(Installation installation, List<String> jvmOptions) {
    return !installation.isReal()
        && Files.exists(Installation.classArchive())
        && jvmOptions.stream().noneMatch(option -> option.startsWith("-javaagent"));
  }

  private Map<String, String> ownVariables() {
    String cache = BuiltFiles.outputFolder("djl-cache").toString();
    return Map.of(
        "MODEL_SERVER_HOME", folder.toString(),
        "DJL_CACHE_DIR", cache,
        "ENGINE_CACHE_DIR", cache,
        "DJL_OFFLINE", "true",
        "OPT_OUT_TRACKING", "true",
        "OMP_NUM_THREADS", "1",
        "PYTHONDONTWRITEBYTECODE", "1");
  }

  /** Returns whether a variable of the shell that runs the suite must not reach the servers. */
  private static boolean wouldInterfere(String variable) {
    return variable.startsWith("OTEL_")
        || variable.startsWith("SERVING_")
        || variable.equals("APP_HOME")
        || variable.equals("JAVA_TOOL_OPTIONS");
  }

  private static void writeSettings(Map<String, String> settings, Path file) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }

  private static void copyAll(List<Path> files, Path folder) throws IOException {
    for (Path file : files) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
  }
}
