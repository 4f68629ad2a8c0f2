package io.github.djlobservability.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.state.FileKeys;
import io.github.djlobservability.state.FolderKeys;
import io.github.djlobservability.state.LockedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelJoinTest {
  private static final long SEED = 5;
  private static final long START = 1_800_000_000_000L;
  private static final Duration RETENTION = Duration.ofHours(16);
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  private final List<LabelledItem> items = new ArrayList<>();
  private final List<JoinOutcome> outcomes = new ArrayList<>();
  private final List<String> damage = new ArrayList<>();
  private long now = START;
  private JoinSettings settings = new JoinSettings(RETENTION, Duration.ZERO, 1 << 24);
  private LabelJoin join;

  @BeforeEach
  void open() throws IOException {
    join = reopened();
  }

  @AfterEach
  void close() throws IOException {
    join.close();
  }

  @Test
  void joinsByRequestTraceAndBusinessKey() throws IOException {
    predict("r1", "t1", "k1");
    predict("r2", "t2", "k2");
    predict("r3", "t3", "k3");
    assertThat(label("r1", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(label("t2", "0")).isEqualTo(JoinOutcome.MATCHED);
    now += 5000;
    assertThat(label("k3", true)).isEqualTo(JoinOutcome.MATCHED);

    assertThat(items).extracting(LabelledItem::item).containsExactly(1L, 2L, 3L);
    assertThat(items).extracting(LabelledItem::label).containsExactly("1", "0", "true");
    LabelledItem third = items.get(2);
    assertThat(third)
        .isEqualTo(
            new LabelledItem(
                3,
                "r3",
                START,
                START + 5000,
                "1",
                Map.of("1", .75),
                "true",
                1,
                java.util.Arrays.asList("a", null)));
    assertThat(join.report().coverage()).isEqualTo(1);
  }

  @Test
  void namesTheRowOfARequestOfSeveral() throws IOException {
    for (int row = 0; row < 3; row++) {
      predict(ids("many", row, 3, "trace", null));
    }
    assertThat(label("many#1", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(join.label(new Label("trace", 2, 1.0, null, 1), now).outcome())
        .isEqualTo(JoinOutcome.MATCHED);
    assertThat(items).extracting(LabelledItem::item).containsExactly(2L, 3L);

    LabelResult result = join.label(new Label("many", Label.NO_ROW, 1.0, null, 1), now);
    assertThat(result.outcome()).isEqualTo(JoinOutcome.INVALID);
    assertThat(result.reason())
        .isEqualTo("the request has several items, so row is needed; allowed: 0 to 2");
    assertThat(label("many#3", 1.0)).isEqualTo(JoinOutcome.WAITING);
  }

  @Test
  void aSingleItemMayBeNamedWithItsRowAndAnIdMayLookLikeOne() throws IOException {
    predict("single", null, "order#7");
    predict("order", null, null);
    assertThat(label("single#0", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(join.label(new Label("single", 0, 1.0, null, 1), now).outcome())
        .isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(label("order#7", 0.0)).isEqualTo(JoinOutcome.CORRECTED);
    assertThat(label("single#1", 1.0)).isEqualTo(JoinOutcome.WAITING);
  }

  @Test
  void erasesAllThatGoesByAnIdAndNothingElse() throws IOException {
    settings = new JoinSettings(RETENTION, Duration.ofMinutes(1), 1 << 24);
    join.close();
    join = reopened();
    predict("r1", "t1", "customer-17");
    predict("r2", "t2", "customer-18");
    now += HOUR;
    predict("r3", null, "customer-17");
    predict(ids("many", 0, 2, "t4", "customer-19"));
    predict(ids("many", 1, 2, "t4", "customer-17"));
    assertThat(label("r1", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(label("r2", 1.0)).isEqualTo(JoinOutcome.MATCHED);

    ErasedPredictions erased = join.erase("customer-17", now);

    assertThat(erased.predictions()).isEqualTo(3);
    assertThat(erased.requests()).containsExactlyInAnyOrder("r1", "r3", "many");
    assertThat(join.report().predictions().kept()).isEqualTo(2);
    assertThat(join.report().predictions().labelled()).isEqualTo(1);
    for (int start = 0; start < 2; start++) {
      assertThat(label("r1", 0.0)).isEqualTo(JoinOutcome.WAITING);
      assertThat(label("t1", 0.0)).isEqualTo(JoinOutcome.WAITING);
      assertThat(label("many#1", 0.0)).isEqualTo(JoinOutcome.WAITING);
      assertThat(label("customer-18", 1.0)).isEqualTo(JoinOutcome.DUPLICATE);
      assertThat(label("many#0", 0.0))
          .isEqualTo(start == 0 ? JoinOutcome.MATCHED : JoinOutcome.DUPLICATE);
      join.close();
      assertThat(inFiles("customer-17")).isFalse();
      assertThat(inFiles("customer-18")).isTrue();
      join = reopened();
    }
    assertThat(damage).isEmpty();
    assertThat(join.report().predictions().kept()).isEqualTo(2);
    assertThat(join.report().predictions().labelled()).isEqualTo(2);
    join.tick(now);
    now += HOUR;
    join.tick(now);
    assertThat(items).extracting(LabelledItem::id).containsExactly("r2", "many");
  }

  @Test
  void erasesLabelsThatWait() throws IOException {
    assertThat(label("later", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(label("later#3", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(join.erase("later", now).labels()).isEqualTo(2);
    predict("later", null, null);
    assertThat(items).isEmpty();
  }

  @Test
  void plainFilesAreEncryptedWhenThereIsAKeyAndLabelsStayWithTheirPredictions() throws IOException {
    for (int i = 1; i <= 40; i++) {
      predict("request-" + i, null, null);
    }
    assertThat(label("request-7", "1")).isEqualTo(JoinOutcome.MATCHED);
    assertThat(join.erase("request-3", now).predictions()).isEqualTo(1);
    join.close();
    String key = "0123456789abcdef".repeat(4);
    String next = "fedcba9876543210".repeat(4);
    Path labels = folder.resolve("0000000001.labels");
    byte[] plainLabels = Files.readAllBytes(labels);
    for (FileKeys keys :
        List.of(
            FileKeys.of(key, List.of()),
            FileKeys.of(key, List.of()),
            FileKeys.of(next, List.of(key)))) {
      FolderKeys.put(folder, keys);
      join = reopened();
      assertThat(inFiles("request-")).isFalse();
      assertThat(label("request-7", "1")).isEqualTo(JoinOutcome.DUPLICATE);
      assertThat(label("request-3", "1")).isEqualTo(JoinOutcome.WAITING);
      assertThat(label("request-40", "1")).isIn(JoinOutcome.MATCHED, JoinOutcome.DUPLICATE);
      predict("request-later", null, null);
      assertThat(label("request-later", "0")).isIn(JoinOutcome.MATCHED, JoinOutcome.DUPLICATE);
      join.close();
    }
    assertThat(damage).isEmpty();

    // As a crash leaves them that came after the first of the two files was encrypted.
    Files.write(labels, plainLabels);
    join = reopened();
    assertThat(label("request-7", "1")).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(label("request-8", "1")).isEqualTo(JoinOutcome.MATCHED);
    join.close();

    FolderKeys.put(folder, FileKeys.of(key, List.of()));
    assertThatThrownBy(this::reopened).isInstanceOf(LockedFileException.class);
    FolderKeys.put(folder, FileKeys.of(next, List.of()));
    join = reopened();
    assertThat(label("request-7", "1")).isEqualTo(JoinOutcome.DUPLICATE);
  }

  private boolean inFiles(String text) throws IOException {
    boolean found = false;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found |= Files.readString(file, ISO_8859_1).contains(text);
      }
    }
    return found;
  }

  @Test
  void theLastOfSeveralWithOneIdIsMeant() throws IOException {
    predict("same", null, null);
    predict("same", null, null);
    assertThat(label("same", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(items).extracting(LabelledItem::item).containsExactly(2L);
  }

  @Test
  void theSameAgainIsADuplicateAndAnotherReplacesIt() throws IOException {
    settings = new JoinSettings(RETENTION, Duration.ofSeconds(60), 1 << 24);
    close();
    join = reopened();
    predict("r", null, null);
    assertThat(label("r", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(label("r", "1.0")).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(label("r", 0.0)).isEqualTo(JoinOutcome.CORRECTED);
    now += 60_000;
    join.tick(now);
    assertThat(items).extracting(LabelledItem::label).containsExactly("0");

    assertThat(label("r", 1.0)).isEqualTo(JoinOutcome.CORRECTED);
    now += 60_000;
    join.tick(now);
    assertThat(items).hasSize(1);
    assertThat(join.report().delays().labelled().error()).isZero();
    assertThat(join.report().predictions().labelled()).isEqualTo(1);
    assertThat(join.report().labels().received())
        .containsEntry("matched", 1L)
        .containsEntry("duplicate", 1L)
        .containsEntry("corrected", 2L);
  }

  @Test
  void aLabelThatComesFirstWaitsForItsPrediction() throws IOException {
    assertThat(label("early", 0.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(label("early", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(label("rows#1", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(join.label(new Label("rows", 0, 1.0, null, 1), now).outcome())
        .isEqualTo(JoinOutcome.WAITING);
    predict("early", null, null);
    predict(ids("rows", 0, 2, null, null));
    predict(ids("rows", 1, 2, null, null));
    assertThat(items).extracting(LabelledItem::label).containsExactly("1", "1", "1");
    assertThat(outcomes).filteredOn(JoinOutcome.MATCHED::equals).hasSize(3);
    assertThat(join.report().labels().waiting()).isZero();
  }

  @Test
  void aLabelDoesNotWaitForEver() throws IOException {
    label("never", 0.0);
    now += settings.grace().toMillis() - 1;
    join.tick(now);
    assertThat(join.report().labels().waiting()).isEqualTo(1);
    now++;
    join.tick(now);
    assertThat(join.report().labels().waiting()).isZero();
    assertThat(join.report().labels().unmatched()).isEqualTo(1);
    predict("never", null, null);
    assertThat(items).isEmpty();
  }

  @Test
  void madeUpIdsKeepNoOtherLabelFromWaiting() throws IOException {
    for (int i = 0; i < 5 * WaitingLabels.MAX_COUNT; i++) {
      label("made up " + i, 0.0);
    }
    assertThat(join.report().labels().waiting()).isEqualTo(WaitingLabels.MAX_COUNT);
    assertThat(join.report().labels().unmatched()).isEqualTo(4 * WaitingLabels.MAX_COUNT);
    assertThat(label("early", 1.0)).isEqualTo(JoinOutcome.WAITING);
    predict("early", null, null);
    assertThat(items).extracting(LabelledItem::label).containsExactly("1");
  }

  @Test
  void longLabelsWaitInFewBytes() throws IOException {
    String text = "x".repeat(100_000);
    for (int i = 0; i < 100; i++) {
      join.label(new Label("long " + i, Label.NO_ROW, text, null, 1), now);
    }
    assertThat(join.report().labels().waiting()).isBetween(1, 20);
  }

  @Test
  void withoutAWaitOnlyPredictedIdsAreTaken() throws IOException {
    join.close();
    settings = new JoinSettings(RETENTION, Duration.ZERO, Duration.ZERO, 1 << 24);
    open();
    assertThat(label("unknown", 0.0)).isEqualTo(JoinOutcome.UNKNOWN);
    predict("known", null, null);
    assertThat(label("known", 0.0)).isEqualTo(JoinOutcome.MATCHED);
  }

  @Test
  void whatIsTooOldExpires() throws IOException {
    predict("old", null, null);
    now += HOUR / 2; // within the same segment
    predict("younger", null, null);
    now = START + RETENTION.toMillis() + 1;
    join.tick(now);
    assertThat(label("old", 1.0)).isEqualTo(JoinOutcome.EXPIRED);
    assertThat(label("younger", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(join.report().predictions().expired()).isZero();

    now += HOUR;
    join.tick(now);
    assertThat(label("old", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(join.report().predictions().expired()).isEqualTo(1);
    assertThat(join.report().predictions().kept()).isZero();
    assertThat(files(".predictions")).isEmpty();
    assertThat(files(".labels")).isEmpty();
    predict("new", null, null);
    assertThat(label("new", 1.0)).isEqualTo(JoinOutcome.MATCHED);
  }

  @Test
  void theOldestGoWhenThereIsNoMoreRoom() throws IOException {
    settings = new JoinSettings(RETENTION, Duration.ZERO, JoinSettings.MIN_BYTES);
    close();
    join = reopened();
    for (int i = 0; i < 20_000; i++) {
      predict("request-" + i, null, null);
    }
    join.tick(now);
    JoinReport.Predictions kept = join.report().predictions();
    assertThat(kept.fileBytes()).isLessThanOrEqualTo(JoinSettings.MIN_BYTES);
    assertThat(kept.evicted()).isPositive().isEqualTo(20_000 - kept.kept());
    assertThat(label("request-0", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(label("request-19999", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(files(".predictions")).hasSizeLessThanOrEqualTo(17);
  }

  @Test
  void numbersTakeNumbersOnly() throws IOException {
    join.predicted(prediction(ids("n", 0, 1, null, null), 2.5), now);
    LabelResult result = join.label(new Label("n", Label.NO_ROW, "much", null, 1), now);
    assertThat(result.outcome()).isEqualTo(JoinOutcome.INVALID);
    assertThat(result.reason())
        .isEqualTo("label=much is not allowed; allowed: a number, as the prediction is");
    assertThat(label("n", "3.5")).isEqualTo(JoinOutcome.MATCHED);
    assertThat(items).extracting(LabelledItem::label).containsExactly(3.5);
    assertThat(join.report().delays().labelled().error()).isEqualTo(1);
  }

  /** The predictions that were written before the process was killed are there afterwards. */
  @Test
  void survivesTheEndOfTheProcess() throws IOException {
    for (int i = 0; i < 1000; i++) {
      predict("r" + i, "t" + i, null);
    }
    for (int i = 0; i < 500; i += 2) {
      label("r" + i, 0.0);
    }
    label("r0", 1.0);
    join.sync();
    for (int i = 1000; i < 1100; i++) {
      predict("r" + i, null, null); // not synced: gone
    }
    items.clear();
    LabelJoin killed = join;
    folder = copied();
    join = reopened();
    assertThat(items).isEmpty();
    join.tick(now);
    assertThat(items).hasSize(250);
    assertThat(items).extracting(LabelledItem::item).isSorted();
    assertThat(items.get(0).label()).isEqualTo("1");
    assertThat(join.report().predictions().kept()).isEqualTo(1000);
    assertThat(join.report().delays().labelled().items()).isEqualTo(250);
    assertThat(join.nextItem()).isEqualTo(1001);
    for (int i = 0; i < 1000; i++) {
      JoinOutcome expected =
          i == 0
              ? JoinOutcome.CORRECTED
              : i < 500 && i % 2 == 0 ? JoinOutcome.DUPLICATE : JoinOutcome.MATCHED;
      assertThat(label(i % 2 == 0 ? "r" + i : "t" + i, 0.0)).isEqualTo(expected);
    }
    assertThat(join.report().coverage()).isEqualTo(1);
    assertThat(killed.nextItem()).isEqualTo(1101);
    killed.close();
  }

  /** After a restart, each item is handed over once to takers that have saved their state. */
  @Test
  void handsOverOnceWhatWasHeldWhenTheStateWasSaved() throws IOException {
    settings = new JoinSettings(RETENTION, Duration.ofSeconds(60), 1 << 24);
    close();
    join = reopened();
    for (int i = 1; i <= 6; i++) {
      predict("r" + i, null, null);
      now++;
    }
    label("r1", 1.0);
    now += 60_000;
    join.tick(now); // 1 is handed over
    label("r3", 1.0);
    label("r4", 1.0); // both held
    join.save(now);
    label("r5", 1.0); // after the save
    label("r1", 0.0); // corrected after it was handed over
    label("r4", 0.0); // corrected while it is held
    join.sync();

    items.clear();
    LabelJoin killed = join;
    folder = copied();
    join = reopened();
    killed.close();
    join.tick(now);
    assertThat(items).isEmpty();
    now += 60_000;
    join.tick(now);
    assertThat(items).extracting(LabelledItem::item).containsExactly(3L, 4L, 5L);
    assertThat(items).extracting(LabelledItem::label).containsExactly("1", "0", "1");

    label("r2", 1.0);
    assertThat(items).extracting(LabelledItem::item).containsExactly(3L, 4L, 5L, 2L);
    assertThat(join.report().labels().late()).isEqualTo(1);
  }

  @Test
  void aDamagedSegmentIsSetAsideAndTheOthersGoOn() throws IOException {
    for (int i = 0; i < 5; i++) {
      predict("r" + i, null, null);
      now += 2 * HOUR;
    }
    join.close();
    Path second = files(".predictions").get(1);
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2] ^= 1;
    bytes = java.util.Arrays.copyOf(bytes, bytes.length + 30); // so that it isn't a torn record
    Files.write(second, bytes);

    join = reopened();
    assertThat(damage).singleElement().asString().contains("set aside as 0000000002");
    assertThat(label("r1", 1.0)).isEqualTo(JoinOutcome.WAITING);
    assertThat(label("r0", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    assertThat(label("r4", 1.0)).isEqualTo(JoinOutcome.MATCHED);
    damage.clear();
  }

  @Test
  void aDamagedStateIsSetAside() throws IOException {
    predict("r", null, null);
    label("r", 1.0);
    join.save(now);
    join.close();
    Files.writeString(folder.resolve("join.state"), "nothing");
    join = reopened();
    join.tick(now);
    assertThat(damage).singleElement().asString().contains("join.state.corrupt");
    assertThat(items).hasSize(2);
  }

  @Test
  void keepsTheTimeAndWeightThatWereSent() throws IOException {
    predict("r", null, null);
    join.label(new Label("r", Label.NO_ROW, 1.0, START + 77, 2.5), now);
    assertThat(items.get(0).labelledAtMillis()).isEqualTo(START + 77);
    assertThat(items.get(0).weight()).isEqualTo(2.5);
  }

  @Test
  void nothingExpiresByAClockThatIsNotBelieved() throws IOException {
    predict("r", null, null);
    long jumped = now + settings.retention().toMillis() * 2;
    join.tick(jumped, now);
    assertThat(join.report().predictions().kept()).isEqualTo(1);
    assertThat(join.label(new Label("r", Label.NO_ROW, 1.0, null, 1), jumped).outcome())
        .isEqualTo(JoinOutcome.MATCHED);
    join.tick(jumped, jumped);
    assertThat(join.report().predictions().kept()).isZero();
  }

  /** Copies the files, as another process would find them now. */
  private Path copied() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void aLabelOfAPredictionThatACrashHasCostIsNoneOfTheNext() throws IOException {
    predict("r1", null, null);
    predict("r2", null, null);
    assertThat(label("r1", "1")).isEqualTo(JoinOutcome.MATCHED);
    assertThat(label("r2", "0")).isEqualTo(JoinOutcome.MATCHED);
    join.close();
    Path predictions = folder.resolve("0000000001.predictions");
    byte[] bytes = Files.readAllBytes(predictions);
    Files.write(predictions, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    join = reopened();
    predict("r3", null, null);
    assertThat(label("r3", "1")).isEqualTo(JoinOutcome.MATCHED);
    assertThat(label("r1", "1")).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(damage).isEmpty();
    join.close();
    join = reopened();
    assertThat(label("r3", "1")).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(label("r1", "1")).isEqualTo(JoinOutcome.DUPLICATE);
  }

  @Test
  void theOldestGoWhereTheirIndexIsToTakeLessMemory() throws IOException {
    for (int hour = 0; hour < 4; hour++) {
      for (int i = 0; i < 1_000; i++) {
        predict("r" + hour + "-" + i, null, null);
      }
      now += 2 * HOUR;
    }
    long all = join.memoryBytes();
    join.shrink(all);
    assertThat(join.report().predictions().kept()).isEqualTo(4_000);
    join.shrink(all / 2);
    assertThat(join.memoryBytes()).isLessThanOrEqualTo(all / 2);
    assertThat(join.report().predictions().kept()).isBetween(1_000L, 2_000L);
    assertThat(join.report().predictions().evicted()).isBetween(2_000L, 3_000L);
    join.shrink(0);
    assertThat(join.report().predictions().kept()).isEqualTo(1_000);
    assertThat(label("r3-999", "1")).isEqualTo(JoinOutcome.MATCHED);
  }

  @Test
  void transcriptsAreHandedOverAsTheirErrors() throws IOException {
    join.predicted(prediction(ids("r1", 0, 1, null, null), Transcript.of("Four seven, one.")), now);
    join.close();
    join = reopened();
    assertThat(label("r1", "four seven one two")).isEqualTo(JoinOutcome.MATCHED);
    assertThat(items)
        .extracting(LabelledItem::label)
        .containsExactly(new TranscriptErrors(4, 3, 1, 18, 4));
    assertThat(items.get(0).prediction()).isEqualTo(items.get(0).label());
    assertThat(label("r1", "FOUR SEVEN ONE TWO")).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(join.report().delays().measure()).contains("word error rate");
  }

  @Test
  void aTranscriptThatIsTooLongIsRefused() throws IOException {
    join.predicted(prediction(ids("r1", 0, 1, null, null), Transcript.TOO_LONG), now);
    join.predicted(prediction(ids("r2", 0, 1, null, null), Transcript.of("a")), now);
    join.close();
    join = reopened();
    String longer = "a ".repeat(Transcript.MAX_CHARS);
    assertThat(label("r1", "a")).isEqualTo(JoinOutcome.INVALID);
    assertThat(join.label(new Label("r2", Label.NO_ROW, longer, null, 1), now).reason())
        .contains("more than 10000 characters");
    assertThat(items).isEmpty();
  }

  private LabelJoin reopened() throws IOException {
    JoinListener listener =
        new JoinListener() {
          @Override
          public void item(LabelledItem item) {
            items.add(item);
          }

          @Override
          public void label(JoinOutcome outcome, long delayMillis) {
            outcomes.add(outcome);
          }
        };
    return new LabelJoin(
        folder,
        settings,
        SEED,
        prediction -> prediction.ids().request(),
        listener,
        name -> name,
        damage::add);
  }

  private JoinOutcome label(String id, Object value) throws IOException {
    return join.label(new Label(id, Label.NO_ROW, value, null, 1), now).outcome();
  }

  private void predict(String request, @Nullable String trace, @Nullable String key)
      throws IOException {
    predict(ids(request, 0, 1, trace, key));
  }

  private void predict(Prediction.Ids ids) throws IOException {
    join.predicted(prediction(ids, "1"), now);
  }

  private Prediction prediction(Prediction.Ids ids, Object value) {
    return new Prediction(
        join.nextItem(),
        now,
        ids,
        value,
        Map.of("1", .75),
        .75,
        java.util.Arrays.asList("a", null));
  }

  private static Prediction.Ids ids(
      String request, int row, int rows, @Nullable String trace, @Nullable String key) {
    return new Prediction.Ids(request, row, rows, trace, key);
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
