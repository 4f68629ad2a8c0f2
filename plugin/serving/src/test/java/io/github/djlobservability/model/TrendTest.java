package io.github.djlobservability.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void mostFailWhereHalfOfTheLastFiveMinutesDo() {
    assertThat(Trend.mostFail(course(20, 1, 0.5))).isTrue();
    assertThat(Trend.mostFail(course(20, 1, 0.49))).isFalse();
    assertThat(Trend.mostFail(List.of())).isFalse();
  }

  @Test
  void aFewFailuresAreNotMost() {
    assertThat(Trend.mostFail(course(9, 1 / 15.0, 1 / 15.0))).isFalse();
    assertThat(Trend.mostFail(course(10, 1 / 15.0, 1 / 15.0))).isTrue();
  }

  @Test
  void whatIsFiveMinutesAgoIsMended() {
    List<Trend.Point> mended = new ArrayList<>(course(100, 10, 10));
    mended.addAll(course(20, 1, 0));
    assertThat(Trend.mostFail(mended)).isFalse();
  }

  @Test
  void whatFailedFiveMinutesAgoFailsNoMore() {
    List<Trend.Point> course = new ArrayList<>(course(1, 10, 0.1));
    course.addAll(course(19, 10, 0));
    assertThat(Trend.anyFails(course)).isTrue();
    course.addAll(course(1, 10, 0));
    assertThat(Trend.anyFails(course)).isFalse();
    assertThat(Trend.anyFails(List.of())).as("nobody knows yet").isTrue();
  }

  private static List<Trend.Point> course(int stretches, double requests, double errors) {
    return Collections.nCopies(stretches, new Trend.Point(0, requests, errors, 0.1, 0.2));
  }
}
