package io.github.djlobservability.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameGapTest {
  @Test
  void namesWhatLacksAndWhatMayBeMeant() {
    NameGap gap =
        NameGap.of(List.of("age", "wind_speed", "bmi"), List.of("windSpeed", "age", "shoe"));
    assertThat(gap.lackingNames()).isEqualTo("wind_speed (is it windSpeed?), bmi");
    assertThat(gap.unknownNames()).isEqualTo("windSpeed, shoe");
  }

  @Test
  void aNameThatIsExpectedIsNeverMeant() {
    NameGap gap = NameGap.of(List.of("x1", "x2"), List.of("x1"));
    assertThat(gap.lackingNames()).isEqualTo("x2");
    assertThat(gap.unknown()).isEmpty();
  }

  @Test
  void countsWhatIsTooManyToBeNamed() {
    List<String> many = IntStream.range(0, 25).mapToObj(i -> "n" + i).toList();
    assertThat(NameGap.of(many, List.of()).lackingNames()).endsWith("n19 and 5 more");
  }
}
