package io.github.djlobservability.privacy.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DailyBudgetTest {
  private final DailyBudget budget = new DailyBudget(1);

  @Test
  void aDayHasItsEpsilonAndNoMore() {
    for (int i = 0; i < 10; i++) {
      assertThat(budget.spend(0.1, 7)).isTrue();
    }
    assertThat(budget.spend(0.1, 7)).isFalse();
    assertThat(budget.spent(7)).isBetween(0.99, 1.01);
    assertThat(budget.spent(8)).isZero();
    assertThat(budget.spend(0.1, 8)).isTrue();
  }

  @Test
  void aClockThatIsSetBackGivesNothingBack() {
    assertThat(budget.spend(1, 8)).isTrue();
    assertThat(budget.spend(0.1, 7)).isFalse();
    assertThat(budget.spend(0.1, 8)).isFalse();
  }

  @Test
  void theAccountOutlivesARestart() throws IOException {
    boolean unused = budget.spend(0.75, 8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    budget.write(new DataOutputStream(bytes));
    DailyBudget next = new DailyBudget(1);
    next.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(next.spend(0.5, 8)).isFalse();
    assertThat(next.spend(0.25, 8)).isTrue();
  }

  @Test
  void whatIsSpentWholeHasNothingLeftThatDay() {
    budget.spendAll(8);
    assertThat(budget.spend(0.1, 8)).isFalse();
    assertThat(budget.spend(0.1, 9)).isTrue();
  }
}
