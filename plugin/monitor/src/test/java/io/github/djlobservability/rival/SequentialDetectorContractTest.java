package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.statistics.Magnitude;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the promises of every sequential detector. */
class SequentialDetectorContractTest {

  private static final long SEED = 20_260_101;
  private static final int LENGTH = 1_200;
  private static final int CHANGE = 600;

  static Stream<DetectorCase> detectors() {
    return DetectorCase.all();
  }

  @Test
  void coversEveryDetectorOfThePackage() {
    List<String> covered =
        detectors().map(subject -> subject.make().getClass().getName()).distinct().toList();
    List<String> existing =
        new ClassFileImporter()
            .importPackagesOf(SequentialDetector.class).stream()
                .filter(type -> type.isAssignableTo(SequentialDetector.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .toList();

    assertThat(covered).containsExactlyInAnyOrderElementsOf(existing);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void beginsEmpty(DetectorCase subject) {
    assertEmpty(subject.make());
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aSingleSampleIsNoDrift(DetectorCase subject) {
    for (double value : new double[] {0, 1}) {
      SequentialDetector detector = subject.make();
      assertThat(Feed.update(detector, value)).isIn(Status.WARMING_UP, Status.STABLE);
      assertThat(detector.sampleCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aConstantStreamNeverAlarms(DetectorCase subject) {
    for (double constant : constantsInOrder(subject)) {
      double[] stream = DoubleStream.generate(() -> constant).limit(3_000).toArray();

      assertThat(Feed.updateAll(subject.make(), stream))
          .as("constant %s", constant)
          .doesNotContain(Status.WARNING, Status.DRIFT);
    }
  }

  private static double[] constantsInOrder(DetectorCase subject) {
    if (subject.takesBits()) {
      return new double[] {0, 1};
    }
    return Double.isNaN(subject.reference())
        ? new double[] {0, 1, -3.25, 0.1, 1e9 + 0.1, -Magnitude.MAX}
        : new double[] {subject.reference()};
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void findsAnObviousChangeAndSaysWhereItBegan(DetectorCase subject) {
    SequentialDetector detector = subject.make();
    double[] stream = Feed.changing(subject, SEED, LENGTH, CHANGE);

    int alarm = -1;
    for (int i = 0; i < LENGTH && alarm < CHANGE; i++) {
      if (Feed.update(detector, stream[i]) == Status.DRIFT) {
        alarm = i;
        assertThat(detector.samplesSinceOnset()).isBetween(0L, detector.sampleCount());
      }
    }

    assertThat(alarm).as("index of the alarm, seed %d", SEED).isBetween(CHANGE, CHANGE + 150);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void isAtDriftExactlyWhenTheStatisticExceedsTheThreshold(DetectorCase subject) {
    SequentialDetector detector = subject.make();
    for (double value : Feed.changing(subject, SEED, LENGTH, CHANGE)) {
      Status status = Feed.update(detector, value);

      assertThat(detector.status()).isEqualTo(status);
      if (status == Status.WARMING_UP) {
        assertThat(detector.statistic()).isNaN();
        assertThat(detector.threshold()).isNaN();
      } else {
        assertThat(detector.statistic() > detector.threshold()).isEqualTo(status == Status.DRIFT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void theUpdateAfterAnAlarmBeginsEmpty(DetectorCase subject) {
    SequentialDetector detector = subject.make();
    double[] stream = Feed.changing(subject, SEED, LENGTH, CHANGE);
    SequentialDetector fresh = subject.make();
    boolean alarmed = false;
    for (double value : stream) {
      boolean wasDrift = detector.status() == Status.DRIFT;
      Feed.update(detector, value);
      if (wasDrift) {
        alarmed = true;
        fresh.reset();
      }
      Feed.update(fresh, value);
      assertThat(detector.state()).containsExactly(fresh.state());
    }
    assertThat(alarmed).as("an alarm, seed %d", SEED).isTrue();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aResetDetectorIsAsIfNew(DetectorCase subject) {
    SequentialDetector used = subject.make();
    double[] stream = Feed.changing(subject, SEED, LENGTH, CHANGE);
    Feed.updateAll(used, Arrays.copyOf(stream, 777));

    used.reset();

    assertEmpty(used);
    SequentialDetector fresh = subject.make();
    assertThat(used.state()).containsExactly(fresh.state());
    assertThat(Feed.updateAll(used, stream)).containsExactly(Feed.updateAll(fresh, stream));
    assertThat(used.state()).containsExactly(fresh.state());
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void equalStreamsGiveEqualAnswers(DetectorCase subject) {
    SequentialDetector one = subject.make();
    SequentialDetector other = subject.make();
    double[] stream = Feed.changing(subject, SEED, LENGTH, CHANGE);

    assertThat(Feed.updateAll(one, stream)).containsExactly(Feed.updateAll(other, stream));
    assertThat(one.state()).containsExactly(other.state());
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void continuesFromItsStateAsIfNothingHadHappened(DetectorCase subject) {
    SequentialDetector unbroken = subject.make();
    SequentialDetector moved = subject.make();
    double[] stream = Feed.changing(subject, SEED, LENGTH, CHANGE);
    for (int i = 0; i < LENGTH; i++) {
      double[] state = throughText(moved.state());
      moved = subject.make();
      // A detector in use must not leave anything behind either.
      Feed.updateAll(moved, Arrays.copyOf(stream, i % 50));
      moved.restore(state);

      assertThat(Feed.update(moved, stream[i])).isEqualTo(Feed.update(unbroken, stream[i]));
      assertThat(moved.state()).as("after %d, seed %d", i, SEED).containsExactly(unbroken.state());
      assertThat(moved.samplesSinceOnset()).isEqualTo(unbroken.samplesSinceOnset());
      assertThat(measured(moved)).containsExactly(measured(unbroken));
    }
  }

  private static double[] measured(SequentialDetector detector) {
    return new double[] {detector.statistic(), detector.threshold()};
  }

  private static double[] throughText(double[] state) {
    assertThat(Arrays.stream(state).allMatch(Double::isFinite)).isTrue();
    return Arrays.stream(state).map(value -> Double.parseDouble(Double.toString(value))).toArray();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void refusesAStateThatCannotBeOne(DetectorCase subject) {
    SequentialDetector detector = subject.make();
    Feed.updateAll(detector, Feed.changing(subject, SEED, LENGTH, CHANGE));
    double[] state = detector.state();
    double[] longer = Arrays.copyOf(state, state.length + 1);
    double[] negativeCount = state.clone();
    negativeCount[0] = -1;
    double[] halfCount = state.clone();
    halfCount[0] = 0.5;
    double[] withNaN = state.clone();
    withNaN[state.length - 1] = Double.NaN;
    double[] unknownStatus = state.clone();
    unknownStatus[1] = 4;

    for (double[] wrong :
        List.of(
            new double[0],
            Arrays.copyOf(state, state.length - 1),
            longer,
            negativeCount,
            halfCount,
            withNaN,
            unknownStatus)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> detector.restore(wrong))
          .withMessageContaining("state");
      assertEmpty(detector);
      assertThat(detector.state()).containsExactly(subject.make().state());
    }
  }

  /** A state file that was damaged but still looks right may give wrong answers, never failures. */
  @ParameterizedTest
  @MethodSource("detectors")
  void survivesADamagedState(DetectorCase subject) {
    SplittableRandom random = new SplittableRandom(SEED);
    SequentialDetector source = subject.make();
    double[] stream = Feed.changing(subject, SEED, 400, 200);
    Feed.updateAll(source, Arrays.copyOf(stream, 250));
    double[] state = source.state();
    for (int i = 0; i < 500; i++) {
      double[] damaged = state.clone();
      damaged[random.nextInt(state.length)] = random.nextInt(-1, 100);
      SequentialDetector detector = subject.make();
      restoreIfPossible(detector, damaged);

      assertThat(Feed.updateAll(detector, stream)).as("damage %d", i).hasSameSizeAs(stream);
    }
  }

  private static void restoreIfPossible(SequentialDetector detector, double[] damaged) {
    try {
      detector.restore(damaged);
    } catch (IllegalArgumentException e) {
      assertEmpty(detector);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void skipsWhatIsNoMeasurement(DetectorCase subject) {
    if (!(subject.make() instanceof ValueDetector with)) {
      return;
    }
    ValueDetector without = (ValueDetector) subject.make();
    for (double value : Feed.changing(subject, SEED, LENGTH, CHANGE)) {
      Status status = without.update(value);
      assertThat(with.update(value)).isEqualTo(status);
      if (status == Status.DRIFT) {
        without.reset();
      }
      for (double junk : NO_MEASUREMENTS) {
        assertThat(with.update(junk)).isEqualTo(without.status());
      }
      assertThat(with.state()).containsExactly(without.state());
    }
  }

  private static final double[] NO_MEASUREMENTS = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    Math.nextUp(Magnitude.MAX),
    -1e101
  };

  @ParameterizedTest
  @MethodSource("detectors")
  void staysFiniteOnExtremeValues(DetectorCase subject) {
    if (!(subject.make() instanceof ValueDetector detector)) {
      return;
    }
    double[] extremes = {
      Magnitude.MAX, -Magnitude.MAX, Double.MIN_VALUE, 0, -0.0, 1, -Magnitude.MAX, -Magnitude.MAX
    };
    for (int i = 0; i < 5_000; i++) {
      detector.update(extremes[i % extremes.length]);
      assertThat(detector.samplesSinceOnset()).isBetween(0L, detector.sampleCount());
    }
    assertThat(Arrays.stream(detector.state()).allMatch(Double::isFinite)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void tiesAreOrdinary(DetectorCase subject) {
    SplittableRandom random = new SplittableRandom(SEED);
    SequentialDetector detector = subject.make();
    double[] stream = random.ints(5_000, 0, 2).asDoubleStream().toArray();

    Status[] answers = Feed.updateAll(detector, stream);

    assertThat(answers).doesNotContainNull();
    assertThat(Arrays.stream(detector.state()).allMatch(Double::isFinite)).isTrue();
  }

  private static void assertEmpty(SequentialDetector detector) {
    assertThat(detector.status()).isEqualTo(Status.WARMING_UP);
    assertThat(detector.sampleCount()).isZero();
    assertThat(detector.samplesSinceOnset()).isZero();
    assertThat(detector.statistic()).isNaN();
    assertThat(detector.threshold()).isNaN();
  }
}
