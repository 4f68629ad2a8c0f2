package io.github.djlobservability.crash;

import io.github.djlobservability.drift.Columns;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorFile;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.label.JoinListener;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.JoinSettings;
import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.LabelJoin;
import io.github.djlobservability.label.LabelResult;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.quality.measure.LabelledItem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** All that the plugin keeps of a model in a folder: its monitor's state, predictions, labels. */
final class KeptState implements Closeable {
  private static final long START = 1_800_000_000_000L;
  private static final int COLUMNS = 3;
  private static final int ROWS = 300;
  private static final MonitorSettings SETTINGS =
      MonitorSettings.defaults()
          .withRowCheck(false)
          .withExpectedRunTime(ExpectedRunTime.ofItems(1_000));

  private final List<String> damage = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private final MonitorFile file;
  private final ModelMonitor monitor;
  private final LabelJoin join;

  KeptState(Path folder) throws IOException {
    ModelReference reference = Columns.normal(COLUMNS).reference(ROWS, new SplittableRandom(1));
    file = new MonitorFile(folder.resolve("model.drift"));
    monitor = file.restore(reference, SETTINGS);
    join =
        new LabelJoin(
            folder.resolve("labels"),
            JoinSettings.defaults(),
            1,
            prediction -> prediction.ids().request(),
            new Nobody(),
            UnaryOperator.identity(),
            damage::add);
  }

  /** Returns what was wrong with what was found. */
  List<String> damage() {
    return List.copyOf(damage);
  }

  /** Makes a prediction, and returns its number. */
  long predict() throws IOException {
    long number = join.nextItem();
    Item item = monitor.newItem().start(START + number, "r" + number);
    for (int i = 0; i < COLUMNS; i++) {
      item.number(i, random.nextGaussian());
    }
    int unused = monitor.observe(item).size();
    join.predicted(
        new Prediction(
            number,
            START + number,
            new Prediction.Ids("r" + number, 0, 1, null, null),
            number % 2 == 0 ? "yes" : "no",
            Map.of("yes", 0.5),
            0.5,
            List.of()),
        START + number);
    return number;
  }

  LabelResult label(long number) throws IOException {
    return join.label(new Label("r" + number, Label.NO_ROW, "yes", null, 1), START + number);
  }

  /** Has predictions and labels written to the disk. */
  void sync() throws IOException {
    join.sync();
  }

  /** Saves everything. */
  void save() throws IOException {
    file.save(monitor);
    join.save(START);
  }

  @Override
  public void close() throws IOException {
    join.close();
  }

  private static final class Nobody implements JoinListener {
    @Override
    public void item(LabelledItem item) {}

    @Override
    public void label(JoinOutcome outcome, long delayMillis) {}
  }
}
