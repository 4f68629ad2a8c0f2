package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldingTest {
  private final MemoryBudget budget = new MemoryBudget(1_000);
  private final MemoryShare share = budget.share("predictions", Long.MAX_VALUE);

  @Test
  void followsWhatIsHeld() {
    try (Holding holding = new Holding(share)) {
      assertThat(holding.hold(300)).isEqualTo(300);
      assertThat(holding.hold(400)).isEqualTo(400);
      assertThat(holding.hold(100)).isEqualTo(100);
      assertThat(share.held()).isEqualTo(100);
    }
    assertThat(share.held()).isZero();
    assertThat(budget.report().heldBytes()).isZero();
  }

  @Test
  void claimsNoMoreThanThereIsRoomFor() {
    MemoryShare other = budget.share("other", 450);
    assertThat(other.claim(450)).isTrue();
    try (Holding one = new Holding(share);
        Holding two = new Holding(share)) {
      assertThat(one.hold(400)).isEqualTo(400);
      assertThat(two.hold(400)).isEqualTo(100);
      assertThat(one.hold(200)).isEqualTo(200);
      assertThat(two.hold(400)).isEqualTo(300);
    }
    assertThat(share.held()).isZero();
  }
}
