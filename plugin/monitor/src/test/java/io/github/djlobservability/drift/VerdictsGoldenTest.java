package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.FeatureEvaluation.CheckEvaluation;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Verdicts of streams with changes of all kinds, and the evidence at their end, are those that were
 * recorded: how they are worked out may change, what comes out may not. After a change that is
 * meant to change them {@code -Dgolden.update=true} writes them anew.
 */
class VerdictsGoldenTest {
  private static final String FILE = "/golden/verdicts.txt";
  private static final int SEEDS = 3;
  private static final int REFERENCE_ROWS = 1_300;
  private static final int ITEMS = 7_000;
  private static final int RESTART = 2_600;

  @Test
  void verdictsAreThoseThatWereRecorded() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      run(seed, lines);
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.write(Path.of("src/test/resources" + FILE), lines);
    }
    try (InputStream in = VerdictsGoldenTest.class.getResourceAsStream(FILE)) {
      String recorded =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lines).hasSizeGreaterThan(100).isEqualTo(recorded.lines().toList());
    }
  }

  private static void run(int seed, List<String> lines) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Columns columns = Columns.mixed();
    ModelReference reference = columns.reference(REFERENCE_ROWS, random);
    MonitorSettings settings =
        MonitorSettings.defaults()
            .withExpectedRunTime(ExpectedRunTime.ofItems(5_000))
            .withSeed(seed);
    ModelMonitor monitor = new ModelMonitor(reference, settings);
    Item item = monitor.newItem();
    for (int i = 1; i <= ITEMS; i++) {
      columns.fill(item, i, random);
      change(columns, item, i, random);
      for (Verdict verdict : monitor.observe(item)) {
        lines.add(seed + " " + line(verdict));
      }
      if (i == RESTART) {
        monitor = restarted(monitor, new ModelMonitor(reference, settings));
      }
    }
    for (FeatureEvaluation feature : monitor.evaluate().features()) {
      for (CheckEvaluation check : feature.checks()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%d %s %s %s %.6g",
                seed,
                feature.feature(),
                check.check(),
                check.status(),
                check.statistic()));
      }
    }
    monitor.spreads().forEach(spread -> lines.add(seed + " " + spread.current()));
  }

  /** A shift that ends, a slow shift, values that lack or are new, another spread, one value. */
  private static void change(Columns columns, Item item, int i, SplittableRandom random) {
    if (i > 1_000 && i <= 2_000) {
      columns.put(item, 0, random.nextGaussian() + 0.7);
      columns.put(item, 7, Math.abs(2 * random.nextGaussian()) + 1);
    }
    if (i > 2_200 && i <= 3_500) {
      columns.put(item, 3, Math.exp(2 * random.nextGaussian() + (i - 2_200) / 500.0));
      columns.put(item, 6, Math.max(0, random.nextGaussian() + 0.4));
    }
    if (i > 3_500 && i <= 4_200) {
      columns.put(item, 8, random.nextInt(4) == 0 ? 77 : 0);
      columns.put(item, 1, random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian());
      if (random.nextInt(10) == 0) {
        item.wrongType(2);
      }
    }
    if (i > 4_500 && i <= 5_500) {
      columns.put(item, 2, 2.5 * random.nextGaussian());
      columns.put(item, 5, random.nextInt(3) == 0 ? 4 : 0);
      columns.put(item, 9, random.nextInt(2));
    }
    if (i > 5_800) {
      columns.put(item, 1, 0.9 * item.values[0] + 0.44 * random.nextGaussian());
      columns.put(item, 4, random.nextInt(4) == 0 ? 0.001 : item.values[4]);
    }
  }

  private static String line(Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "%d %s %s %s %s -> %s %s %s %.6g %s",
        verdict.item(),
        verdict.feature(),
        verdict.check(),
        verdict.kind(),
        verdict.previousStatus(),
        verdict.status(),
        verdict.shape(),
        verdict.onset(),
        verdict.statistic(),
        verdict.effect().description());
  }

  private static ModelMonitor restarted(ModelMonitor before, ModelMonitor after)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    before.write(new DataOutputStream(bytes));
    after.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return after;
  }
}
