package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.profile.file.ProfileFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads a file of a reference; of one that can be read, makes a monitor, and writes it again. */
final class ProfileTarget implements FuzzTarget {
  @Override
  public void take(byte[] input) throws IOException {
    ReferenceProfile profile;
    try {
      profile = read(input);
    } catch (ProfileFormatException e) {
      assertThat(e).hasMessageStartingWith("input ");
      return;
    }
    byte[] written = written(profile);
    assertThat(written(read(written))).isEqualTo(written);
    ModelMonitor monitor =
        new ModelMonitor(
            new ProfiledModel(profile).reference(), MonitorSettings.defaults().withRowCheck(false));
    assertThat(monitor.evaluate()).isNotNull();
  }

  private static ReferenceProfile read(byte[] bytes) throws IOException {
    return ProfileFile.read(new ByteArrayInputStream(bytes), "input");
  }

  private static byte[] written(ReferenceProfile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProfileFile.write(profile, out);
    return out.toByteArray();
  }
}
