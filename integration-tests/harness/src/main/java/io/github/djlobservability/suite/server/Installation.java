package io.github.djlobservability.suite.server;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which server the suite starts: the stand-in, or with the system property {@code djl.serving.home}
 * the DJL Serving installed in that folder.
 *
 * @param classPath for the server's Java
 * @param home the folder of a real DJL Serving, null for the stand-in
 */
public record Installation(String classPath, @Nullable Path home) {

  /** Returns the installation that this run of the suite is for. */
  public static Installation current() {
    String home = System.getProperty("djl.serving.home", "");
    if (home.isEmpty()) {
      return new Installation(
          BuiltFiles.standInJar() + File.pathSeparator + BuiltFiles.standInLibraries(), null);
    }
    return new Installation(Path.of(home, "lib") + "/*", Path.of(home));
  }

  public boolean isReal() {
    return home != null;
  }

  /** Returns the file of classes that the stand-in's processes share, which may not be there. */
  public static Path classArchive() {
    return BuiltFiles.outputFolder("class-archive").resolve("server.jsa");
  }

  /** Returns the plugin that answers below {@code /v2}. */
  public Path kservePlugin() {
    return home == null
        ? BuiltFiles.standInKServePlugin()
        : BuiltFiles.jar(home.resolve("plugins"), "kserve", "");
  }
}
