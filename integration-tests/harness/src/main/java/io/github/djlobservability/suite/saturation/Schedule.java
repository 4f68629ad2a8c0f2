package io.github.djlobservability.suite.saturation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Says when requests are to be sent, as in a Poisson process: independent exponential gaps. */
final class Schedule {

  private final List<Long> nanos;

  private Schedule(List<Long> nanos) {
    this.nanos = nanos;
  }

  /** Draws a schedule of this length, with this many requests a second on average. */
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

  /** Returns when the request is due, from the start. */
  long nanos(int request) {
    return nanos.get(request);
  }

  /** Returns when each request is due, ascending. */
  List<Long> nanos() {
    return nanos;
  }
}
