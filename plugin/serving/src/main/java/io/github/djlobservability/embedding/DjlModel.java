package io.github.djlobservability.embedding;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.util.PairList;
import io.github.djlobservability.payload.media.DecodedMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model that DJL loads, with one input and an output of up to {@value #MOST} numbers, on the CPU
 * and on the thread that asks: it is to take no more than that thread's time.
 */
final class DjlModel implements EmbeddingModel {
  static final int MOST = 4096;
  private static final String ONE = "1";
  private static final String ONNX = ".onnx";

  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final InputForm form;

  private DjlModel(ZooModel<NDList, NDList> model, InputForm form) {
    this.model = model;
    this.form = form;
    this.predictor = model.newPredictor();
  }

  /**
   * Loads a model.
   *
   * @param location a file or folder, relative to a model's own folder, or an address that DJL
   *     knows
   * @param input the shape of what it takes; null where DJL is to tell it
   * @param sampleRate of the waveforms that it may take
   */
  static DjlModel load(String location, Path folder, @Nullable List<Long> input, double sampleRate)
      throws Exception {
    Criteria.Builder<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optDevice(Device.cpu())
            .optTranslator(new NoopTranslator())
            .optOption("interOpNumThreads", ONE)
            .optOption("intraOpNumThreads", ONE);
    if (location.contains("://")) {
      criteria.optModelUrls(location);
    } else {
      Path path = folder.resolve(location);
      criteria.optModelPath(path);
      String onnx = onnx(path);
      if (onnx != null) {
        criteria.optModelName(onnx.substring(0, onnx.length() - ONNX.length()));
        criteria.optEngine("OnnxRuntime");
      }
    }
    ZooModel<NDList, NDList> model = criteria.build().loadModel();
    try {
      return new DjlModel(
          model, new InputForm(input == null ? input(model) : shape(input), sampleRate));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Returns the name of an ONNX file, or of the first in a folder; null where there is none. */
  private static @Nullable String onnx(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      String name = path.getFileName().toString();
      return name.endsWith(ONNX) ? name : null;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ONNX))
          .sorted()
          .findFirst()
          .orElse(null);
    }
  }

  private static Shape input(ZooModel<NDList, NDList> model) {
    PairList<String, Shape> inputs = model.describeInput();
    if (inputs == null || inputs.size() != 1) {
      throw new IllegalArgumentException("it has not one input");
    }
    // An engine that knows no shapes says null.
    @Nullable Shape told = inputs.valueAt(0);
    if (told == null) {
      throw new IllegalArgumentException("observability.embedding-input has to say what it takes");
    }
    return told;
  }

  private static Shape shape(List<Long> axes) {
    return new Shape(axes.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public float @Nullable [] embed(DecodedMedia media) throws Exception {
    InputForm.Made made = form.of(media);
    if (made == null) {
      return null;
    }
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDArray input = manager.create(made.numbers(), made.shape());
      NDList output = predictor.predict(new NDList(input));
      output.attach(manager);
      return checked(output.head().toFloatArray());
    }
  }

  private static float[] checked(float[] embedding) {
    if (embedding.length == 0 || embedding.length > MOST) {
      throw new IllegalArgumentException(
          "its output has " + embedding.length + " numbers; 1 to " + MOST + " are an embedding");
    }
    return Arrays.copyOf(embedding, embedding.length);
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
