package io.github.djlobservability.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.quality.measure.LabelledItem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what docs/performance.md says of a million predictions that wait. Takes a minute.
 *
 * <pre>mvn -pl plugin/monitor -am test -Dtest=WaitingStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class WaitingStudy {
  private static final int PREDICTIONS = 1_000_000;
  private static final int LABELS = 300_000;
  private static final long SEED = 17;
  private static final long START = 1_800_000_000_000L;
  private static final JoinSettings SETTINGS =
      new JoinSettings(Duration.ofDays(30), Duration.ofMinutes(1), 1L << 30);

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long handedOver;

  @Test
  void aMillionPredictions() throws IOException {
    System.out.println("seed " + SEED);
    long heapBefore = usedHeap();
    LabelJoin join = open();
    long began = System.nanoTime();
    for (int i = 0; i < PREDICTIONS; i++) {
      join.predicted(prediction(i), START + i);
    }
    join.sync();
    print("keep a prediction", began, PREDICTIONS);
    describe(join, heapBefore);

    began = System.nanoTime();
    for (int i = 0; i < LABELS; i++) {
      int item = (int) (i * (long) PREDICTIONS / LABELS * 7 % PREDICTIONS);
      Label label = new Label(requestId(item), Label.NO_ROW, "1", null, 1);
      join.label(label, START + PREDICTIONS);
    }
    join.sync();
    print("join a label", began, LABELS);
    describe(join, heapBefore);
    long joined = join.report().predictions().labelled();
    join.close();

    began = System.nanoTime();
    join = open();
    print("open again, for each prediction", began, PREDICTIONS);
    assertThat(join.report().predictions().kept()).isEqualTo(PREDICTIONS);
    assertThat(handedOver).isPositive();
    assertThat(join.report().predictions().labelled()).isEqualTo(joined);
    describe(join, heapBefore);
    join.close();
  }

  private LabelJoin open() throws IOException {
    JoinListener listener =
        new JoinListener() {
          @Override
          public void item(LabelledItem item) {
            handedOver++;
          }

          @Override
          public void label(JoinOutcome outcome, long delayMillis) {}
        };
    return new LabelJoin(
        folder,
        SETTINGS,
        SEED,
        prediction -> prediction.ids().request(),
        listener,
        name -> name,
        damage -> assertThat(damage).isEmpty());
  }

  private Prediction prediction(int item) {
    double score = .5 + .5 * random.nextDouble();
    String said = random.nextBoolean() ? "1" : "0";
    Prediction.Ids ids =
        new Prediction.Ids(requestId(item), 0, 1, String.format("%032x", item * 31L), null);
    return new Prediction(
        item + 1L, START + item, ids, said, Map.of(said, score), score, List.of("1", "6"));
  }

  private static String requestId(int item) {
    return new UUID(item * 0x9E3779B97F4A7C15L, item).toString();
  }

  private static void print(String what, long began, int count) {
    double nanos = System.nanoTime() - began;
    System.out.printf(
        Locale.ROOT, "%s: %.2f us, %.1f s in all%n", what, nanos / count / 1000, nanos / 1e9);
  }

  private static void describe(LabelJoin join, long heapBefore) {
    JoinReport.Predictions kept = join.report().predictions();
    System.out.printf(
        Locale.ROOT,
        "kept %d, labelled %d: index %.1f MB, heap %.1f MB more, files %.1f MB%n",
        kept.kept(),
        kept.labelled(),
        kept.memoryBytes() / 1e6,
        (usedHeap() - heapBefore) / 1e6,
        kept.fileBytes() / 1e6);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
