package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.label.JoinListener;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.JoinSettings;
import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.LabelJoin;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.quality.measure.LabelledItem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Opens a folder of predictions and labels with one of its files damaged: bytes replaced, cut off,
 * or a record's body replaced with a checksum that fits. Goes on with what is left.
 */
final class LabelStoreTarget implements FuzzTarget {
  private static final long START = 1_800_000_000_000L;
  private static final int PREDICTIONS = 4;
  private static final int FIRST_RECORD = 16;
  private static final int HEAD_BYTES = 8;

  private final TargetFolder folder = new TargetFolder("labels");
  private final List<Path> names = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();

  LabelStoreTarget() throws IOException {
    Path good = folder.path().resolve("good");
    try (LabelJoin join = open(good)) {
      for (int i = 0; i < PREDICTIONS; i++) {
        join.predicted(prediction(join, "r" + i), START + i);
      }
      join.label(new Label("r1", Label.NO_ROW, "yes", START, 1), START + 10);
    }
    try (Stream<Path> files = Files.list(good)) {
      for (Path file : files.sorted().toList()) {
        names.add(file.getFileName());
        contents.add(Files.readAllBytes(file));
      }
    }
  }

  @Override
  public void take(byte[] input) throws IOException {
    Scraps scraps = new Scraps(input);
    int damaged = scraps.choice(names.size());
    Path damagedFolder = folder.fresh();
    for (int i = 0; i < names.size(); i++) {
      byte[] bytes = i == damaged ? damaged(contents.get(i), scraps) : contents.get(i);
      Files.write(damagedFolder.resolve(names.get(i)), bytes);
    }
    try (LabelJoin join = open(damagedFolder)) {
      join.predicted(prediction(join, "new"), START + 20);
      assertThat(join.label(new Label("new", Label.NO_ROW, 1, null, 1), START + 21).outcome())
          .isEqualTo(JoinOutcome.MATCHED);
      for (int i = 0; i < PREDICTIONS; i++) {
        Label label = new Label("r" + i, Label.NO_ROW, scraps.text() + "no", null, 1);
        assertThat(join.label(label, START + 22)).isNotNull();
      }
    }
  }

  private static byte[] damaged(byte[] good, Scraps scraps) {
    return switch (scraps.choice(3)) {
      case 0 -> scraps.rest();
      case 1 -> withBody(good, scraps.rest());
      default -> replaced(good, scraps);
    };
  }

  /** Replaces the first record's body. */
  private static byte[] withBody(byte[] good, byte[] body) {
    if (good.length < FIRST_RECORD) {
      return body;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return ByteBuffer.allocate(FIRST_RECORD + HEAD_BYTES + body.length)
        .put(good, 0, FIRST_RECORD)
        .putInt(body.length)
        .putInt((int) checksum.getValue())
        .put(body)
        .array();
  }

  private static byte[] replaced(byte[] good, Scraps scraps) {
    byte[] bytes = good.clone();
    while (scraps.more() && bytes.length > 0) {
      int at = (scraps.choice(256) << 8 | scraps.choice(256)) % bytes.length;
      byte[] part = scraps.bytes(scraps.choice(9));
      System.arraycopy(part, 0, bytes, at, Math.min(part.length, bytes.length - at));
    }
    return bytes;
  }

  private static LabelJoin open(Path folder) throws IOException {
    List<String> damage = new ArrayList<>();
    JoinListener listener =
        new JoinListener() {
          @Override
          public void item(LabelledItem item) {
            assertThat(item).isNotNull();
          }

          @Override
          public void label(JoinOutcome outcome, long delayMillis) {
            assertThat(outcome).isNotNull();
          }
        };
    return new LabelJoin(
        folder,
        JoinSettings.defaults(),
        1,
        prediction -> prediction.ids().request(),
        listener,
        UnaryOperator.identity(),
        damage::add);
  }

  private static Prediction prediction(LabelJoin join, String id) {
    return new Prediction(
        join.nextItem(),
        START,
        new Prediction.Ids(id, 0, 1, "trace-" + id, "key-" + id),
        "yes",
        Map.of("yes", .75, "no", .25),
        .75,
        List.of("north"));
  }
}
