package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives every target its corpus, with what fuzzing has found, and some seeded changes of it. The
 * profile {@code fuzz} looks further; {@code -Dfuzz.seed} and {@code -Dfuzz.changes} do, too.
 */
class CorpusTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20261129);
  private static final int CHANGES = Integer.getInteger("fuzz.changes", 60);

  static Set<String> targets() {
    return FuzzTargets.names();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void noInputFailsInAWayThatIsNotPromised(String name) throws Exception {
    FuzzTarget target = FuzzTargets.make(name);
    List<byte[]> corpus = Corpus.of(name);
    assertThat(corpus).isNotEmpty();
    for (byte[] input : corpus) {
      take(target, name, input);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < CHANGES; i++) {
      take(target, name, Corpus.mutated(corpus.get(random.nextInt(corpus.size())), random));
    }
  }

  private static void take(FuzzTarget target, String name, byte[] input) {
    try {
      target.take(input);
    } catch (Throwable e) {
      throw new AssertionError(
          name + ", seed " + SEED + ", input " + HexFormat.of().formatHex(input), e);
    }
  }
}
