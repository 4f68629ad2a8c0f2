package io.github.djlobservability.config.problem;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jars of this plugin in the server's plugin folder: of several the server takes any. */
public final class PluginJars {
  private PluginJars() {}

  /**
   * Returns what is wrong where a class is in several jars; null where it is in one.
   *
   * @param loader the server's loader of all plugins
   * @param type a class of the plugin
   */
  public static @Nullable ConfigurationProblem several(ClassLoader loader, Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    List<String> jars;
    try {
      jars =
          Collections.list(loader.getResources(file)).stream()
              .map(URL::toString)
              .map(url -> url.substring(0, url.length() - file.length()))
              .distinct()
              .toList();
    } catch (IOException e) {
      // Whoever loaded the class can read it; what can't be listed is no reason to say anything.
      return null;
    }
    return jars.size() < 2
        ? null
        : new ConfigurationProblem(
            "server",
            "plugin_folder",
            String.join(", ", jars),
            "one jar of this plugin; in force is " + jars.get(0));
  }
}
