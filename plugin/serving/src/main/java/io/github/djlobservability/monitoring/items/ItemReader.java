package io.github.djlobservability.monitoring.items;

import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.ExpectedFields;
import io.github.djlobservability.payload.ExpectedPrediction;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.RequestReader;
import io.github.djlobservability.payload.ResponseReader;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.KnownTexts;
import io.github.djlobservability.payload.document.MediaFile;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.media.MediaEmbedder;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.worker.MemoryShare;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the items of a model's requests and the prediction for each. Not thread-safe. */
public final class ItemReader {
  /**
   * JSON of short names and numbers takes this many bytes as a tree and as items, for each of its
   * own.
   */
  private static final long GROWTH = 20;

  private final ReadingSettings settings;
  private final MediaBudget budget;
  private final MediaEmbedder embedder;
  private final MemoryShare memory;

  /** Bytes that are claimed of the memory for the request that is read. */
  private long claimed;

  private @Nullable ReferenceProfile reference;
  private ExpectedFields expected = ExpectedFields.NONE;
  private KnownTexts texts = KnownTexts.NONE;
  private RequestReader requests;
  private ResponseReader responses;

  /**
   * Makes a reader that expects no reference.
   *
   * @param budget bounds the time that recordings and images take
   * @param embedder makes embeddings of a sample of them
   * @param memory bounds what is read at once
   */
  public ItemReader(
      ReadingSettings settings, MediaBudget budget, MediaEmbedder embedder, MemoryShare memory) {
    this.settings = settings;
    this.budget = budget;
    this.embedder = embedder;
    this.memory = memory;
    this.requests = new RequestReader(expected, settings, budget, embedder);
    this.responses = new ResponseReader(ExpectedPrediction.UNKNOWN, settings);
  }

  /** Lets a reference decide where a payload alone does not; null for none. */
  public void expect(@Nullable ReferenceProfile profile) {
    if (profile == reference) {
      return;
    }
    reference = profile;
    expected =
        profile == null ? ExpectedFields.NONE : ReferenceExpectations.inputs(profile.schema());
    texts = profile == null ? KnownTexts.NONE : ReferenceExpectations.texts(profile);
    requests = new RequestReader(expected, settings, budget, embedder);
    responses =
        new ResponseReader(
            profile == null
                ? ExpectedPrediction.UNKNOWN
                : ReferenceExpectations.prediction(profile),
            settings);
  }

  /** Reads a request for somebody, who keeps nothing of it; one that is too large is not read. */
  public void read(Observation observation, Consumer<RequestItems> use) {
    try {
      claim(growth(observation));
      use.accept(read(observation));
    } catch (NotReadException e) {
      use.accept(new RequestItems(observation, List.of(), e, List.of(), null, null));
    } finally {
      memory.release(claimed);
      claimed = 0;
    }
  }

  private void claim(long bytes) throws NotReadException {
    if (!memory.claim(bytes)) {
      throw new NotReadException(
          NotRead.MEMORY,
          "to read it may take "
              + (bytes >> 20)
              + " MB, more than what is left of observability.memory");
    }
    claimed += bytes;
  }

  /**
   * Returns roughly how many bytes it takes to read an observation, beside its own; without tensors
   * that are there if its body isn't enough.
   */
  private static long growth(Observation observation) {
    long others = observation.heldBytes();
    if (observation.input() instanceof Payload.Both both) {
      others -= both.tensors().heldBytes();
    }
    byte[] file = file(observation.input());
    return file == null
        ? GROWTH * others
        : MediaFile.memoryToRead(file) + GROWTH * (others - file.length);
  }

  /** Returns a body that is a recording or an image; null if it is something else. */
  private static byte @Nullable [] file(Payload input) {
    if (input instanceof Payload.Both both) {
      return file(both.body());
    }
    return input instanceof Payload.Body body && body.atHand() && MediaFile.isDecoded(body.bytes())
        ? body.bytes()
        : null;
  }

  RequestItems read(Observation observation) {
    List<Fields> items;
    try {
      items = items(observation.input());
    } catch (NotReadException e) {
      return new RequestItems(observation, List.of(), e, List.of(), null, null);
    }
    Document response = null;
    try {
      response = document(observation.output());
      List<ItemPrediction> predictions = responses.read(response, items.size());
      return new RequestItems(observation, items, null, predictions, null, response);
    } catch (NotReadException e) {
      List<ItemPrediction> none = Collections.nCopies(items.size(), ItemPrediction.NONE);
      return new RequestItems(observation, items, null, none, e, response);
    }
  }

  private Document document(Payload payload) throws NotReadException {
    return Documents.of(payload, texts);
  }

  /** Reads a body; the tensors that were made of it where it tells less. */
  private List<Fields> items(Payload input) throws NotReadException {
    if (!(input instanceof Payload.Both both)) {
      return requests.read(document(input));
    }
    List<Fields> ofBody;
    try {
      ofBody = requests.read(document(both.body()));
    } catch (NotReadException e) {
      return ofTensors(both.tensors(), e);
    }
    return isKnown(ofBody) ? ofBody : ofTensors(both.tensors(), ofBody);
  }

  private List<Fields> ofTensors(Payload.Tensors tensors, NotReadException body)
      throws NotReadException {
    claim(GROWTH * tensors.heldBytes());
    try {
      return requests.read(document(tensors));
    } catch (NotReadException e) {
      throw body;
    }
  }

  private List<Fields> ofTensors(Payload.Tensors tensors, List<Fields> body)
      throws NotReadException {
    claim(GROWTH * tensors.heldBytes());
    try {
      List<Fields> items = requests.read(document(tensors));
      return isKnown(items) ? items : body;
    } catch (NotReadException e) {
      return body;
    }
  }

  private boolean isKnown(List<Fields> items) {
    if (expected.isEmpty()) {
      return true;
    }
    for (Fields item : items) {
      for (String name : item.values().keySet()) {
        if (expected.kind(name) != null) {
          return true;
        }
      }
    }
    return false;
  }
}
