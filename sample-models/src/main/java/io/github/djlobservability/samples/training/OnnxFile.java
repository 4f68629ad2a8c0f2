package io.github.djlobservability.samples.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** Writes a model of Tribuo as ONNX. The same model gives the same bytes. */
final class OnnxFile {

  private static final String DOMAIN = "io.github.djlobservability.samples";
  private static final long MODEL_VERSION = 1;

  private OnnxFile() {}

  /**
   * Writes the model, in a folder that is made if it is not there.
   *
   * @throws IOException if it cannot be written
   */
  static void write(LinearSGDModel model, Path file) throws IOException {
    // Tribuo writes its provenance into both: the time of training and the machine it ran on.
    ModelProto onnx =
        model.exportONNXModel(DOMAIN, MODEL_VERSION).toBuilder()
            .clearMetadataProps()
            .clearDocString()
            .build();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, onnx.toByteArray());
  }

  /** Returns the names of the model's inputs, in their order. */
  static List<String> inputs(LinearSGDModel model) {
    var map = model.getFeatureIDMap();
    return IntStream.range(0, map.size()).mapToObj(id -> map.get(id).getName()).toList();
  }

  /** Returns the classes of the model's outputs, in their order. */
  static List<String> classes(LinearSGDModel model) {
    var map = model.getOutputIDInfo();
    return IntStream.range(0, map.size()).mapToObj(id -> map.getOutput(id).getLabel()).toList();
  }
}
