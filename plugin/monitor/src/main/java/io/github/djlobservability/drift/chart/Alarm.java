package io.github.djlobservability.drift.chart;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Describes an alarm.
 *
 * @param change where it began
 * @param chart the chart that spoke loudest
 * @param statistic logarithm of the evidence
 * @param shape how it came, as far as was known when it was last told
 */
public record Alarm(ChangePoint change, int chart, double statistic, DriftShape shape) {

  /** Stands where there was none. */
  public static final Alarm NONE = new Alarm(new ChangePoint(1, 1, 1), 0, 0, DriftShape.SUDDEN);

  public Alarm withShape(DriftShape known) {
    return new Alarm(change, chart, statistic, known);
  }

  /** Returns this, begun at this item at the earliest, because none before is known any more. */
  public Alarm notBefore(long first) {
    ChangePoint known =
        new ChangePoint(
            Math.max(first, change.item()),
            Math.max(first, change.earliest()),
            Math.max(first, change.latest()));
    return new Alarm(known, chart, statistic, shape);
  }

  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, new long[] {change.item(), change.earliest(), change.latest(), chart});
    out.writeDouble(statistic);
    out.writeUTF(shape.name());
  }

  public static Alarm read(DataInput in) throws IOException {
    long[] numbers = new long[4];
    StateFormat.readInto(in, numbers);
    return new Alarm(
        new ChangePoint(numbers[0], numbers[1], numbers[2]),
        Math.toIntExact(numbers[3]),
        in.readDouble(),
        StateFormat.readEnum(in, DriftShape.class));
  }
}
