package io.github.djlobservability.samples.training;

import io.github.djlobservability.samples.speech.Transcript;
import io.github.djlobservability.samples.synthesis.Utterance;
import io.github.djlobservability.samples.synthesis.Utterances;
import io.github.djlobservability.samples.synthesis.WavFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The step of the build that trains the {@code speech} model. */
public final class TrainSpeech {

  private static final int TRAINING = 200;
  private static final int REFERENCE = 300;
  private static final int TRAFFIC = 100;
  private static final long SEED = 20_260_115;

  private TrainSpeech() {}

  /**
   * Synthesises utterances, trains on some, and writes two folders of others: the reference, with
   * what the model understands of them, and the traffic.
   *
   * @param args the model folder to write into, and the folder of the data
   * @throws IOException if something cannot be written
   */
  @SuppressWarnings("SystemOut") // The output of a build step.
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("Expected: MODEL_FOLDER DATA_FOLDER");
    }
    try (Utterances utterances = new Utterances(SEED)) {
      SpeechModel model = SpeechModel.train(utterances.next(TRAINING));
      model.export(Path.of(args[0]));
      Path data = Path.of(args[1]);
      int right = write(data, "speech-reference", utterances.next(REFERENCE), model);
      right += write(data, "speech-traffic", utterances.next(TRAFFIC), model);
      System.out.printf(
          Locale.ROOT,
          "speech: trained on %d utterances; of %d others %d are understood without an error%n",
          TRAINING,
          REFERENCE + TRAFFIC,
          right);
    }
  }

  /**
   * Writes recordings, and a table with what is said in each and what the model understands;
   * returns how many it understands without an error.
   */
  private static int write(Path data, String name, List<Utterance> utterances, SpeechModel model)
      throws IOException {
    Path folder = Files.createDirectories(data.resolve(name));
    List<String> lines = new ArrayList<>();
    lines.add("path,text,confidence,spoken");
    int right = 0;
    for (Utterance utterance : utterances) {
      String file = String.format(Locale.ROOT, "%03d.wav", lines.size());
      WavFiles.write(utterance.recording(), folder.resolve(file));
      Transcript transcript = model.transcribe(utterance.recording());
      right += transcript.text().equals(utterance.text()) ? 1 : 0;
      lines.add(
          String.format(
              Locale.ROOT,
              "%s/%s,%s,%.6f,%s",
              name,
              file,
              transcript.text(),
              transcript.confidence(),
              utterance.text()));
    }
    Files.write(data.resolve(name + ".csv"), lines);
    return right;
  }
}
