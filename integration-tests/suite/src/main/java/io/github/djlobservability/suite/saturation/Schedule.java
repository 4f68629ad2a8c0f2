package io.github.djlobservability.suite.saturation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** When requests are to be sent, as a Poisson process has it: independent exponential gaps. */
final class Schedule {

  private final List<Long> nanos;

  private Schedule(List<Long> nanos) {
    this.nanos = nanos;
  }

  /** So many a second on average, for so many seconds. */
  static Schedule poisson(double perSecond, double seconds, long seed) {
    Random random = new Random(seed);
    long[] times = new long[(int) Math.round(perSecond * seconds)];
    double now = 0;
    for (int i = 0; i < times.length; i++) {
      now -= Math.log(1 - random.nextDouble()) / perSecond;
      times[i] = Math.round(now * 1e9);
    }
    return new Schedule(Arrays.stream(times).boxed().toList());
  }

  int size() {
    return nanos.size();
  }

  /** When the request is due, from the start. */
  long nanos(int request) {
    return nanos.get(request);
  }

  /** When each is due, ascending. */
  List<Long> nanos() {
    return nanos;
  }
}
