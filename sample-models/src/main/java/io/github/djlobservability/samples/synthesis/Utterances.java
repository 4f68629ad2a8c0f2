package io.github.djlobservability.samples.synthesis;

import io.github.djlobservability.samples.speech.Digits;
import io.github.djlobservability.samples.speech.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes utterances of three to seven spoken digits without end, with pauses of a quiet room between
 * them. Each is by one of some callers, whose vocal tract is a little longer or shorter each time,
 * at a level of its own. The same seed gives the same utterances. Not thread-safe.
 */
public final class Utterances implements AutoCloseable {

  private static final int CALLERS = 32;
  private static final int FEWEST_WORDS = 3;
  private static final int MOST_WORDS = 7;
  private static final double SHORTEST_PAUSE_S = 0.18;
  private static final double LONGEST_PAUSE_S = 0.4;

  /** The mean level of speech, of full scale, and how it differs from recording to recording. */
  private static final double LEVEL = 0.08;

  private static final double LEVEL_SD_DB = 2;
  private static final double LOWEST_NOISE_DB = -48;
  private static final double HIGHEST_NOISE_DB = -42;

  private final Synthesiser synthesiser = new Synthesiser();
  private final Map<Integer, float[]> spoken = new HashMap<>();
  private final List<Caller> callers;
  private final SplittableRandom random;

  public Utterances(long seed) {
    random = new SplittableRandom(seed);
    callers = Stream.generate(() -> Caller.draw(random)).limit(CALLERS).toList();
  }

  /** Returns the next utterances. */
  public List<Utterance> next(int count) {
    return Stream.generate(this::next).limit(count).toList();
  }

  private Utterance next() {
    int caller = random.nextInt(CALLERS);
    double tract = random.nextDouble(0.86, 1.16);
    int count = random.nextInt(FEWEST_WORDS, MOST_WORDS + 1);
    List<String> words = new ArrayList<>();
    SampleList samples = new SampleList();
    samples.addSilence(pause());
    for (int i = 0; i < count; i++) {
      int digit = random.nextInt(Digits.WORDS.size());
      words.add(Digits.WORDS.get(digit));
      samples.add(Sounds.stretched(word(caller, digit), tract));
      samples.addSilence(pause());
    }
    return new Utterance(words, new Recording(inARoom(samples.toArray())));
  }

  private int pause() {
    double seconds = random.nextDouble(SHORTEST_PAUSE_S, LONGEST_PAUSE_S);
    return (int) (seconds * Recording.SAMPLE_RATE);
  }

  private float[] word(int caller, int digit) {
    int key = caller * Digits.WORDS.size() + digit;
    return spoken.computeIfAbsent(
        key, k -> synthesiser.say(Digits.WORDS.get(digit), callers.get(caller)));
  }

  /** Gives speech a level, and the noise of a room that is quiet. */
  private float[] inARoom(float[] speech) {
    double level = LEVEL * Sounds.fromDecibels(LEVEL_SD_DB * random.nextGaussian());
    double gain = level / Sounds.rootMeanSquare(speech);
    double noise =
        level * Sounds.fromDecibels(random.nextDouble(LOWEST_NOISE_DB, HIGHEST_NOISE_DB));
    float[] room = Sounds.roomNoise(speech.length, random);
    float[] heard = new float[speech.length];
    for (int i = 0; i < heard.length; i++) {
      double sample = gain * speech[i] + noise * room[i];
      heard[i] = (float) Math.max(-1, Math.min(1, sample));
    }
    return heard;
  }

  @Override
  public void close() {
    synthesiser.close();
  }
}
