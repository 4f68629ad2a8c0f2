package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableFolderTest {
  private static final ModelId MODEL = new ModelId("m", null);

  @TempDir Path folder;

  private final Map<String, String> notKept = new ConcurrentHashMap<>();
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");

  /** These parts need the folder to begin with, and are off without it. */
  @Test
  void whatCanNotBeginWithoutItsFolderIsSaid() throws IOException {
    Path state = Files.writeString(folder.resolve("state"), "a file, not a folder");
    Monitoring monitoring = new Monitoring(state, "9", telemetry, new Problems(), Governor.none());
    monitoring.start();
    try {
      Properties on = new Properties();
      on.setProperty("observability.feedback", "true");
      on.setProperty("observability.audit-log", "true");
      Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
      ServedModels models = new ServedModels(System::nanoTime);
      monitoring.loaded(models.add(MODEL, configuration.model("m", on), true), folder);
      await().until(() -> notKept.keySet().containsAll(Set.of("feedback", "capture")));
      assertThat(notKept.get("feedback")).contains(state.toString());
      assertThat(telemetry.failures().count()).isPositive();
    } finally {
      monitoring.close(Duration.ofSeconds(10));
    }
  }

  private final class Problems implements FileProblems {
    @Override
    public void refused(ModelId model, Path reference, String why) {}

    @Override
    public void notKept(ModelId model, String part, Path where, String why) {
      notKept.put(part, where + ": " + why);
    }
  }
}
