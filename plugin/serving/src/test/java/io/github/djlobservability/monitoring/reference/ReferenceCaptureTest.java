package io.github.djlobservability.monitoring.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferenceCaptureTest {
  private static final ModelId MODEL = new ModelId("m", null);
  private static final CapturedItem EMPTY = item(Map.of());
  private static final CapturedItem AGE = item(Map.of("age", 41.0));

  private final MemoryBudget budget = new MemoryBudget(12 << 20);
  private final MemoryShare memory = budget.share("capture", Long.MAX_VALUE);
  private final ReferenceCapture capture =
      new ReferenceCapture(
          MODEL,
          "1",
          500,
          memory,
          Privacy.ofProcess(ValuePolicy.DEFAULTS),
          schema -> HeldValues.ALL);

  @Test
  void isCompleteWithTheLastItemThatWasWanted() {
    for (int i = 1; i < 500; i++) {
      assertThat(capture.add(AGE)).isNull();
    }
    ReferenceProfile profile = capture.add(AGE);
    assertThat(profile).isNotNull();
    assertThat(profile.rowCount()).isEqualTo(500);
    assertThat(profile.schema().indexOf("age")).isZero();
    assertThat(memory.held()).isPositive();
    capture.close();
    assertThat(memory.held()).isZero();
  }

  @Test
  void itemsThatTellNothingAreNotHeldForEver() {
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i < 200; i++) {
        assertThat(capture.add(EMPTY)).isNull();
      }
      assertThat(memory.held()).isPositive();
      // The next attempt needs as many items again, so these are gone.
      assertThat(capture.add(EMPTY)).isNull();
      assertThat(memory.held()).isZero();
      assertThat(capture.taken()).isZero();
    }
  }

  @Test
  void largeItemsAreHeldAsFarAsThereIsRoom() {
    CapturedItem large = item(Map.of("text", "a word ".repeat(50_000)));
    for (int i = 0; i < 499; i++) {
      assertThat(capture.add(large)).isNull();
      assertThat(memory.held()).isLessThanOrEqualTo(memory.limitBytes());
    }
    assertThat(capture.add(large)).isNotNull();
    assertThat(capture.taken()).isEqualTo(500);
  }

  @Test
  void fieldsPastTheMostAreLeftOutBeforeAnythingIsHeld() {
    Map<String, @Nullable Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 70_000; i++) {
      many.put("f" + i, (double) i);
    }
    CapturedItem hostile = item(many);
    ReferenceProfile profile = null;
    for (int i = 0; i < 500; i++) {
      profile = capture.add(hostile);
      assertThat(memory.held()).isLessThanOrEqualTo(memory.limitBytes());
    }
    assertThat(profile).isNotNull();
    assertThat(profile.schema().size()).isBetween(20, CapturedSchema.MAX_INPUTS);
  }

  @Test
  void withoutRoomItemsAreLeftOutAndCountedUntilThereIsRoom() {
    MemoryShare another = budget.share("another", Long.MAX_VALUE);
    MemoryShare third = budget.share("third", Long.MAX_VALUE);
    assertThat(another.claim(6 << 20)).isTrue();
    assertThat(third.claim(6 << 20)).isTrue();
    assertThat(capture.add(AGE)).isNull();
    assertThat(capture.taken()).isZero();
    assertThat(budget.report().shares())
        .filteredOn(share -> share.name().equals("capture"))
        .singleElement()
        .satisfies(share -> assertThat(share.refusedByBudget()).isPositive());
    third.release(6 << 20);
    for (int i = 1; i < 500; i++) {
      assertThat(capture.add(AGE)).isNull();
    }
    assertThat(capture.add(AGE)).isNotNull();
  }

  private static CapturedItem item(Map<String, @Nullable Object> values) {
    return new CapturedItem(new Fields(values, false), ItemPrediction.NONE, 0);
  }
}
