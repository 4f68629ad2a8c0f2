package io.github.djlobservability.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says where the process runs, as far as its platform tells. Immutable. Asks no name server, which
 * may take its time.
 *
 * @param environment the environment's variables
 * @param proc the folder of Linux's process information
 */
record Platform(Map<String, String> environment, Path proc) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  /** In a container of its own name space the groups' names are cut; the mounts have the id. */
  private static final Pattern MOUNT = Pattern.compile("/containers/([0-9a-f]{64})/");

  static Platform ofThisProcess() {
    return new Platform(System.getenv(), Path.of("/proc"));
  }

  /** Returns the name of the host, or null. */
  @Nullable String hostName() {
    String name = read("sys/kernel/hostname");
    return name == null || name.isBlank() ? environment.get("HOSTNAME") : name.strip();
  }

  /** Returns the container's id, or null outside of one. */
  @Nullable String containerId() {
    Matcher group = ID.matcher(orEmpty(read("self/cgroup")));
    if (group.find()) {
      return group.group();
    }
    Matcher mount = MOUNT.matcher(orEmpty(read("self/mountinfo")));
    return mount.find() ? mount.group(1) : null;
  }

  /**
   * Returns what tells this instance of the service from others and stays the same while it lives:
   * the name of a pod, else the container's id; null where the platform gives neither.
   */
  @Nullable String instanceId() {
    String pod = environment.get("HOSTNAME");
    return environment.containsKey("KUBERNETES_SERVICE_HOST") && pod != null ? pod : containerId();
  }

  private @Nullable String read(String file) {
    try {
      return Files.readString(proc.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
