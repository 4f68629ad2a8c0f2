package io.github.djlobservability.monitoring.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceCaptureTest {
  private static final CapturedItem EMPTY =
      new CapturedItem(new Fields(Map.of(), false), ItemPrediction.NONE);
  private static final CapturedItem AGE =
      new CapturedItem(new Fields(Map.of("age", 41.0), false), ItemPrediction.NONE);

  private final ReferenceCapture capture = new ReferenceCapture(new ModelId("m", null), "1", 500);

  @Test
  void isCompleteWithTheLastItemThatWasWanted() {
    for (int i = 1; i < 500; i++) {
      assertThat(capture.add(AGE)).isNull();
    }
    ReferenceProfile profile = capture.add(AGE);
    assertThat(profile).isNotNull();
    assertThat(profile.rowCount()).isEqualTo(500);
    assertThat(profile.schema().indexOf("age")).isZero();
  }

  @Test
  void itemsThatTellNothingAreNotHeldForEver() {
    for (int i = 1; i < 200; i++) {
      assertThat(capture.add(EMPTY)).isNull();
    }
    assertThatThrownBy(() -> capture.add(EMPTY)).isInstanceOf(IllegalArgumentException.class);
    // The next attempt needs as many items again, so the first are gone.
    for (int i = 1; i < 200; i++) {
      assertThat(capture.add(EMPTY)).isNull();
    }
    assertThatThrownBy(() -> capture.add(EMPTY)).isInstanceOf(IllegalArgumentException.class);
  }
}
