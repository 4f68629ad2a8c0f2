package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnseenShareTest {

  @Test
  void theShareIsThatOfCategoriesSeenOnce() {
    UnseenShare share = UnseenShare.of(List.of(90L, 5L, 2L, 1L, 1L, 1L));
    assertThat(share.unseen() / share.items()).isCloseTo(0.03, within(1e-12));
    assertThat(share.items()).isCloseTo(60, within(1e-9)); // 3 / (3 + 2)
  }

  @Test
  void withoutCategoriesSeenOnceItIsNothing() {
    assertThat(UnseenShare.of(List.of(50L, 2L))).isEqualTo(new UnseenShare(0, 52));
    assertThat(UnseenShare.of(List.of())).isEqualTo(new UnseenShare(0, 0));
  }
}
