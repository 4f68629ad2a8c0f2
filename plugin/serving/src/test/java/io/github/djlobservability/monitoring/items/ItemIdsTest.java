package io.github.djlobservability.monitoring.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.observation.Subject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemIdsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void takesANameApartAgain() {
    String both = named("r-1", TRACE);
    assertThat(ItemIds.requests(List.of(both))).containsExactly("r-1");
    assertThat(ItemIds.traces(List.of(both))).containsExactly(TRACE);
    assertThat(ItemIds.requests(List.of(named("a@b", null)))).containsExactly("a@b");
    assertThat(ItemIds.traces(List.of(named("a@b", null)))).isEmpty();
    assertThat(ItemIds.of(null, null)).isNull();
  }

  @Test
  void aLongIdKeepsItsTraceAndItsBeginning() {
    for (int length : new int[] {94, 95, 96, 127, 128, 129, 200, 10_000}) {
      String id = "r".repeat(length);
      String name = named(id, TRACE);
      assertThat(name.length()).isLessThanOrEqualTo(Item.MAX_ID);
      assertThat(ItemIds.traces(List.of(name))).containsExactly(TRACE);
      assertThat(ItemIds.requests(List.of(name)))
          .singleElement()
          .satisfies(cut -> assertThat(id).startsWith(cut));
      assertThat(named(id, null).length()).isLessThanOrEqualTo(Item.MAX_ID);
      assertThat(named("r", id).length()).isLessThanOrEqualTo(Item.MAX_ID);
    }
  }

  @Test
  void aCharacterIsNotCutInHalf() {
    String name = named("\ud83d\ude00".repeat(100), TRACE);
    String request = ItemIds.requests(List.of(name)).get(0);
    assertThat(request.length() % 2).isZero();
  }

  @Test
  void aNameThatWasCutByAnEarlierBuildIsAnId() {
    String cut = "r".repeat(128);
    assertThat(ItemIds.requests(List.of(cut))).containsExactly(cut);
    assertThat(ItemIds.traces(List.of(cut))).isEmpty();
  }

  @Test
  void aNameIsOfWhoeverHasTheRequestOrTheTrace() {
    Subject subject = new Subject("order-7", Set.of("r-1", TRACE));
    assertThat(ItemIds.isOf(named("r-1", null), subject)).isTrue();
    assertThat(ItemIds.isOf(named("order-7", "another"), subject)).isTrue();
    assertThat(ItemIds.isOf("@" + TRACE, subject)).isTrue();
    assertThat(ItemIds.isOf(named("r-2", TRACE), subject)).as("another of the trace").isFalse();
    assertThat(ItemIds.isOf(named("r-2", TRACE), new Subject(TRACE, Set.of()))).isTrue();
    assertThat(ItemIds.isOf(named("r-11", null), subject)).isFalse();
  }

  @Test
  void aNameThatWasCutIsKnownByItsBeginning() {
    for (int length : new int[] {94, 95, 128, 200, 256}) {
      Subject subject = new Subject("r".repeat(length), Set.of());
      assertThat(ItemIds.isOf(named("r".repeat(length), TRACE), subject)).isTrue();
      assertThat(ItemIds.isOf(named("s".repeat(length), TRACE), subject)).isFalse();
    }
  }

  private static String named(String request, @Nullable String trace) {
    String name = ItemIds.of(request, trace);
    assertThat(name).isNotNull();
    return name;
  }
}
