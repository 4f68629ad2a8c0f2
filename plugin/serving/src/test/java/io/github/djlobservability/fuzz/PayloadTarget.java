package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.ExpectedFields;
import io.github.djlobservability.payload.ExpectedPrediction;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemCount;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.RequestReader;
import io.github.djlobservability.payload.ResponseReader;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a body as a request and as a response, with a reference and without, and counts it. */
final class PayloadTarget implements FuzzTarget {
  private static final List<String> TYPES =
      List.of(
          "",
          "application/json",
          "application/jsonlines",
          "text/csv; charset=ISO-8859-1; header=present",
          "text/plain",
          "tensor/npz",
          "tensor/ndlist",
          "audio/wav",
          "application/octet-stream");
  private static final ReadingSettings PATHS =
      new ReadingSettings(
          FieldPath.parse("inputs"),
          FieldPath.parse("outputs[0].class"),
          FieldPath.parse("outputs[0].score"),
          List.of("age", "city"),
          8_000.0);
  private static final int SMALLEST_UNPACKED = 1 << 16;

  private final ReferenceProfile reference = SmallReference.make();

  @Override
  public void take(byte[] input) {
    Scraps scraps = new Scraps(input);
    String type = TYPES.get(scraps.choice(TYPES.size()));
    byte[] body = scraps.rest();
    count(body, type);
    Document document;
    try {
      document = DocumentReader.read(body, type.isEmpty() ? null : type, unpacked(body));
    } catch (NotReadException e) {
      assertThat(e.reason()).isNotNull();
      return;
    }
    read(document, ExpectedFields.NONE, ExpectedPrediction.UNKNOWN, ReadingSettings.DEFAULTS);
    read(
        document,
        ReferenceExpectations.inputs(reference.schema()),
        ReferenceExpectations.prediction(reference),
        ReadingSettings.DEFAULTS);
    read(document, ExpectedFields.NONE, ExpectedPrediction.UNKNOWN, PATHS);
  }

  private static int unpacked(byte[] body) {
    return Math.max(SMALLEST_UNPACKED, 10 * body.length);
  }

  /** A body of tensors is counted by its beginning. */
  private static void count(byte[] body, String type) {
    byte[] beginning = Arrays.copyOf(body, Math.min(body.length, ItemCount.BEGINNING));
    try {
      assertThat(ItemCount.of(beginning, type, ReadingSettings.DEFAULTS)).isNotNegative();
    } catch (NotReadException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static void read(
      Document document,
      ExpectedFields fields,
      ExpectedPrediction prediction,
      ReadingSettings settings) {
    List<Fields> items = items(document, fields, settings);
    ResponseReader responses = new ResponseReader(prediction, settings);
    for (int count : new int[] {1, 3, items == null ? 2 : items.size()}) {
      try {
        assertThat(responses.read(document, count)).hasSize(count);
      } catch (NotReadException e) {
        assertThat(e.reason()).isNotNull();
      }
    }
  }

  private static @Nullable List<Fields> items(
      Document document, ExpectedFields fields, ReadingSettings settings) {
    try {
      List<Fields> items = new RequestReader(fields, settings).read(document);
      assertThat(items).isNotEmpty();
      return items;
    } catch (NotReadException e) {
      assertThat(e.reason()).isNotNull();
      return null;
    }
  }
}
