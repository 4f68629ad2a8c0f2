package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @TempDir private Path proc;

  @Test
  void hasNoInstanceWhereNothingIsTold() {
    Platform platform = new Platform(Map.of(), proc);

    assertThat(platform.hostName()).isNull();
    assertThat(platform.containerId()).isNull();
    assertThat(platform.instanceId()).isNull();
  }

  @Test
  void findsTheContainerInTheGroupsOrTheMounts() throws IOException {
    write("self/cgroup", "0::/\n");
    write(
        "self/mountinfo", "1 2 0:3 /var/lib/docker/containers/" + ID + "/hostname /etc/hostname\n");
    assertThat(new Platform(Map.of(), proc).containerId()).isEqualTo(ID);
    String other = "f".repeat(64);
    write("self/cgroup", "12:cpu:/docker/" + other + "\n");
    assertThat(new Platform(Map.of(), proc).instanceId()).isEqualTo(other);
  }

  @Test
  void isThePodWhereThereIsOne() throws IOException {
    write("sys/kernel/hostname", "serving-0\n");
    Platform pod =
        new Platform(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOSTNAME", "serving-0"), proc);

    assertThat(pod.hostName()).isEqualTo("serving-0");
    assertThat(pod.instanceId()).isEqualTo("serving-0");
  }

  private void write(String file, String text) throws IOException {
    Path path = proc.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
