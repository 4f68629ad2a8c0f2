package io.github.djlobservability.rival;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A sequential detector under test.
 *
 * @param name what the test report calls it
 * @param maker makes a new one
 * @param watches which changes it looks for
 * @param reference the only constant that is in order for it; NaN when every one is
 */
record DetectorCase(
    String name, Supplier<SequentialDetector> maker, Direction watches, double reference) {

  SequentialDetector make() {
    return maker.get();
  }

  boolean takesBits() {
    return make() instanceof ErrorBitDetector;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Returns one of each detector, with its defaults and where it matters with other settings. */
  static Stream<DetectorCase> all() {
    return Stream.of(
        of("Adwin", () -> new Adwin(Adwin.Parameters.defaults())),
        of("Adwin, every value", () -> new Adwin(new Adwin.Parameters(0.01, 1, 2, 3, 5))),
        of("PageHinkley", () -> new PageHinkley(PageHinkley.Parameters.defaults())),
        pageHinkley(Direction.UP),
        pageHinkley(Direction.DOWN),
        of("Cusum", () -> new Cusum(Cusum.Parameters.defaults().withThreshold(15))),
        standardNormal("Cusum", known -> new Cusum(Cusum.Parameters.defaults(), known)),
        of("Ewma", () -> new Ewma(Ewma.Parameters.defaults().withControlLimit(5))),
        standardNormal("Ewma", known -> new Ewma(Ewma.Parameters.defaults(), known)),
        of("Kswin", () -> new Kswin(Kswin.Parameters.defaults())),
        of("Ddm", () -> new Ddm(Ddm.Parameters.defaults())),
        of("Eddm", () -> new Eddm(Eddm.Parameters.defaults())),
        of("Ecdd", () -> new Ecdd(Ecdd.Parameters.defaults())),
        of("HddmA", () -> new HddmA(HddmA.Parameters.defaults())),
        of("HddmA, two-sided", () -> new HddmA(new HddmA.Parameters(0.001, 0.005, true))),
        of("HddmW", () -> new HddmW(HddmW.Parameters.defaults())),
        of("HddmW, two-sided", () -> new HddmW(new HddmW.Parameters(0.001, 0.005, 0.05, true))));
  }

  private static DetectorCase of(String name, Supplier<SequentialDetector> maker) {
    return new DetectorCase(name, maker, Direction.UP, Double.NaN);
  }

  private static DetectorCase pageHinkley(Direction direction) {
    PageHinkley.Parameters parameters =
        new PageHinkley.Parameters(30, 0.005, 50, 0.9999, direction);
    return new DetectorCase(
        "PageHinkley " + direction, () -> new PageHinkley(parameters), direction, Double.NaN);
  }

  private static DetectorCase standardNormal(
      String name, Function<ReferenceMoments, SequentialDetector> maker) {
    return new DetectorCase(
        name + ", known reference", () -> maker.apply(new ReferenceMoments(0, 1)), Direction.UP, 0);
  }
}
