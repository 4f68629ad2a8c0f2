package io.github.djlobservability.crash;

import io.github.djlobservability.label.JoinOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** Predicts, labels and saves until it is killed; says how far everything is on the disk. */
final class CrashingWriter {
  private static final int SYNC = 40;
  private static final int SAVE = 100;
  private static final int LABEL = 3;

  private CrashingWriter() {}

  /** Writes into the folder that it is given. */
  public static void main(String[] arguments) throws IOException {
    KeptState state = new KeptState(Path.of(arguments[0]));
    say("begun");
    while (true) {
      long number = state.predict();
      if (number % LABEL == 0) {
        boolean unused = state.label(number).outcome() == JoinOutcome.MATCHED;
      }
      if (number % SYNC == 0) {
        state.sync();
        say(Long.toString(number));
      }
      if (number % SAVE == 0) {
        state.save();
      }
    }
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
