package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  @Test
  void noBufferTakesMoreThanHalfOfAll() {
    MemoryBudget budget = new MemoryBudget(1_000);
    MemoryShare share = budget.share("large", Long.MAX_VALUE);
    assertThat(share.limitBytes()).isEqualTo(500);
    assertThat(share.claim(501)).isFalse();
    assertThat(share.claim(500)).isTrue();
    assertThat(budget.share("large", 10)).isSameAs(share);
  }

  @Test
  void countsWhatItRefusesByWhoseBoundItWas() {
    MemoryBudget budget = new MemoryBudget(1_000);
    MemoryShare one = budget.share("one", 500);
    MemoryShare two = budget.share("two", 500);
    MemoryShare three = budget.share("three", 500);
    assertThat(one.claim(500)).isTrue();
    assertThat(one.claim(1)).isFalse();
    assertThat(two.claim(450)).isTrue();
    assertThat(three.claim(51)).isFalse();
    assertThat(three.claim(50)).isTrue();
    assertThat(budget.report())
        .isEqualTo(
            new MemoryBudget.Report(
                1_000,
                1_000,
                List.of(
                    new MemoryShare.Report("one", 500, 500, 1, 0),
                    new MemoryShare.Report("three", 500, 50, 0, 1),
                    new MemoryShare.Report("two", 500, 450, 0, 0))));
    one.release(500);
    assertThat(budget.report().heldBytes()).isEqualTo(500);
  }

  @Test
  void theDefaultIsAPartOfTheLargestHeap() {
    assertThat(MemoryBudget.ofHeap().report().limitBytes())
        .isEqualTo(Runtime.getRuntime().maxMemory() / 100 * 5);
  }

  @Test
  void aBudgetOfNothingIsRefused() {
    assertThatThrownBy(() -> new MemoryBudget(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limitBytes must be above 0, got 0");
  }
}
