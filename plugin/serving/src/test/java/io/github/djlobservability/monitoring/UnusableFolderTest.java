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
import java.util.concurrent.Callable;
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
    watch(
        state,
        Set.of("observability.feedback", "observability.audit-log"),
        () -> notKept.keySet().containsAll(Set.of("feedback", "capture")));
    assertThat(notKept.get("feedback")).contains(state.toString());
    assertThat(telemetry.failures().count()).isPositive();
  }

  /** The log goes on when it can, so its part is there. */
  @Test
  void auditRecordsThatCanNotBeWrittenAreSaid() throws IOException {
    Path state = Files.createDirectories(folder.resolve("state"));
    Path ofModel = Files.createDirectories(state.resolve("m"));
    Files.writeString(ofModel.resolve("audit-log"), "in the way");
    watch(
        state,
        Set.of("observability.audit-log"),
        () -> notKept.getOrDefault("capture", "").contains("audit-log"));
  }

  private void watch(Path state, Set<String> on, Callable<Boolean> said) {
    Monitoring monitoring = new Monitoring(state, "9", telemetry, new Problems(), Governor.none());
    monitoring.start();
    try {
      Properties settings = new Properties();
      on.forEach(key -> settings.setProperty(key, "true"));
      Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
      ServedModels models = new ServedModels(System::nanoTime);
      monitoring.loaded(models.add(MODEL, configuration.model("m", settings), true), folder);
      await().until(said);
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
