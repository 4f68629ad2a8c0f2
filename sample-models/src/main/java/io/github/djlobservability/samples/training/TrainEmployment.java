package io.github.djlobservability.samples.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The step of the build that trains the {@code employment} model. */
public final class TrainEmployment {

  private TrainEmployment() {}

  /**
   * Trains on two thirds of the reference rows, exports the model, prints its accuracy on the rest,
   * and writes what it says of all of them.
   *
   * @param args the CSV file of the reference rows, the model folder to write into, and the CSV
   *     file for the rows with the model's answers
   * @throws IOException if the one cannot be read or the other not be written
   */
  @SuppressWarnings("SystemOut") // The output of a build step.
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("Expected: REFERENCE_CSV MODEL_FOLDER SCORED_CSV");
    }
    List<LabelledRow> rows = CensusFile.read(Path.of(args[0]));
    Split split = Split.of(rows);
    EmploymentModel model = EmploymentModel.train(split.training());
    model.export(Path.of(args[1]));
    ScoredFile.write(Path.of(args[2]), model, rows);
    System.out.printf(
        Locale.ROOT,
        "employment: trained on %d rows; accuracy %.3f on %d others, of whom %.3f are employed%n",
        split.training().size(),
        model.accuracy(split.heldOut()),
        split.heldOut().size(),
        employedShare(split.heldOut()));
  }

  private static double employedShare(List<LabelledRow> rows) {
    return rows.stream().mapToInt(LabelledRow::employed).average().orElse(Double.NaN);
  }
}
