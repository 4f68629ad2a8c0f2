package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Assets;
import io.github.djlobservability.console.page.part.Viewer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Measures what pages cost a server with 200 models of 50 features: CPU time of the thread that
 * makes them, the first and later ones, and their size. Figures: docs/studies/page.md.
 */
class PageStudy {
  private static final int MODELS = 200;
  private static final int FEATURES = 50;
  private static final int ROUNDS = 200;

  private final HtmlPages pages = new HtmlPages(new Assets(), Snapshot.NO_FAILURES);
  private final Viewer viewer =
      new Viewer(true, true, true, Instant.ofEpochMilli(Snapshot.NOW_MILLIS), null);

  @Test
  void cost() {
    List<ModelSnapshot> models = new ArrayList<>();
    for (int i = 0; i < MODELS; i++) {
      models.add(Snapshot.of("model-" + i, "feature", FEATURES));
    }
    measure("overview", () -> overview(models));
    measure("figures of all models", () -> figures(models));
    measure("model", () -> pages.model(models.get(0), Overview.Model.of(models.get(0)), viewer));
  }

  private String overview(List<ModelSnapshot> models) {
    Overview overview = Snapshot.overview(models);
    return pages.overview(overview, models, viewer);
  }

  /** Gathers the figures beside the page: the durations of all phases. */
  private static String figures(List<ModelSnapshot> models) {
    long requests = 0;
    for (ModelSnapshot model : models) {
      requests += model.model().statistics().summary().requests();
    }
    return Long.toString(requests);
  }

  private static void measure(String what, Supplier<String> page) {
    double[] millis = new double[ROUNDS];
    int bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = cpuNanos();
      bytes = page.get().getBytes(StandardCharsets.UTF_8).length;
      millis[round] = (cpuNanos() - before) / 1e6;
    }
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        "%s: %,d bytes; CPU of the first %.0f ms, median %.1f ms, 99 %% %.1f ms%n",
        what, bytes, first, millis[ROUNDS / 2], millis[ROUNDS * 99 / 100]);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
