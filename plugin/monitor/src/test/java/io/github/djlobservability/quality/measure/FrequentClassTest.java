package io.github.djlobservability.quality.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrequentClassTest {

  @Test
  void isTheClassThatIsRightAsOftenAsTheModel() {
    assertThat(FrequentClass.asRightAsModel(List.of(List.of(90.0, 5.0), List.of(5.0, 0.0))))
        .isEqualTo(new FrequentClass(0, 0.95));
    assertThat(FrequentClass.asRightAsModel(List.of(List.of(0.0, 2.0), List.of(0.0, 6.0))))
        .isEqualTo(new FrequentClass(1, 0.75));
  }

  @Test
  void isNoneWhereTheModelIsRightMoreOften() {
    assertThat(FrequentClass.asRightAsModel(List.of(List.of(90.0, 0.0), List.of(4.0, 6.0))))
        .isNull();
  }

  @Test
  void isNoneWhereAllLabelsAreOfOneClassOrThereAreNone() {
    assertThat(FrequentClass.asRightAsModel(List.of(List.of(7.0, 3.0), List.of(0.0, 0.0))))
        .isNull();
    assertThat(FrequentClass.asRightAsModel(List.of(List.of(0.0, 0.0), List.of(0.0, 0.0))))
        .isNull();
    assertThat(FrequentClass.asRightAsModel(List.of())).isNull();
  }
}
