package io.github.djlobservability.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.quality.measure.LabelledItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventOrderTest {
  private static final long SEED = 3;

  private final List<Long> handedOver = new ArrayList<>();

  /** Labels that overtake each other by less than the lateness are put in order. */
  @Test
  void putsInOrderWhatIsWithinTheLateness() {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    EventOrder order = order(1000);
    long[][] arrivals = new long[500][];
    for (int item = 0; item < arrivals.length; item++) {
      arrivals[item] = new long[] {10L * item + random.nextLong(990), item};
    }
    java.util.Arrays.sort(arrivals, (a, b) -> Long.compare(a[0], b[0]));
    for (long[] arrival : arrivals) {
      order.add(item(arrival[1], 10 * arrival[1]), arrival[1], arrival[0]);
    }
    order.release(Long.MAX_VALUE / 2);
    assertThat(handedOver).hasSize(500).isSorted();
    assertThat(order.late()).isZero();
    assertThat(order.size()).isZero();
  }

  @Test
  void holdsEachBackForTheLateness() {
    EventOrder order = order(1000);
    order.add(item(2, 20), 0, 0);
    order.release(999);
    assertThat(handedOver).isEmpty();
    order.add(item(1, 10), 1, 999);
    order.release(1000);
    assertThat(handedOver).containsExactly(1L, 2L);
  }

  @Test
  void whatIsLaterIsHandedOverOutOfOrderAndCounted() {
    EventOrder order = order(1000);
    order.add(item(2, 20), 0, 0);
    order.release(1000);
    order.add(item(1, 10), 1, 1001);
    assertThat(handedOver).containsExactly(2L, 1L);
    assertThat(order.late()).isEqualTo(1);
    assertThat(order.passed()).isEqualTo(new EventOrder.Place(20, 2));
  }

  @Test
  void withoutLatenessNothingIsHeldBack() {
    EventOrder order = order(0);
    order.add(item(2, 20), 0, 5);
    order.add(item(3, 30), 1, 5);
    assertThat(handedOver).containsExactly(2L, 3L);
  }

  @Test
  void handsOverTheEarliestWhenTooManyAreHeld() {
    EventOrder order = order(1000);
    for (int item = EventOrder.MAX_HELD; item >= 0; item--) {
      order.add(item(item, item), item, 0);
    }
    assertThat(handedOver).containsExactly(0L);
    assertThat(order.size()).isEqualTo(EventOrder.MAX_HELD);
    assertThat(order.heldSequences().min()).hasValue(1);
  }

  @Test
  void remembersNoMoreThanItMustHoweverManyCome() {
    EventOrder order = order(1000);
    for (int item = 0; item < 3 * EventOrder.MAX_HELD; item++) {
      order.add(item(item, item), item, 0);
    }
    assertThat(order.size()).isEqualTo(EventOrder.MAX_HELD);
    assertThat(order.remembered()).isLessThanOrEqualTo(EventOrder.MAX_HELD * 5 / 4);
    assertThat(handedOver).hasSize(2 * EventOrder.MAX_HELD).isSorted();
  }

  @Test
  void aHeldItemCanGetAnotherLabel() {
    List<Object> labels = new ArrayList<>();
    EventOrder order =
        new EventOrder(1000, item -> labels.add(item.label()), EventOrder.Place.START);
    order.add(item(1, 10), 0, 0);
    LabelledItem other = new LabelledItem(1, null, 10, 60, "a", Map.of(), "b", 1, List.of());
    assertThat(order.replace(other)).isTrue();
    order.release(1000);
    assertThat(labels).containsExactly("b");
    assertThat(order.replace(other)).isFalse();
  }

  private EventOrder order(long latenessMillis) {
    return new EventOrder(
        latenessMillis, item -> handedOver.add(item.item()), EventOrder.Place.START);
  }

  private static LabelledItem item(long number, long predictedAt) {
    return new LabelledItem(
        number, null, predictedAt, predictedAt, "a", Map.of(), "a", 1, List.of());
  }
}
