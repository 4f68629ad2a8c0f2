package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.demo.CensusFile;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.model.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says which model the servers serve, and which requests they get. */
enum Workload {
  /**
   * A model with 67 weights and DJL's default translator: a row of four random numbers as {@code
   * tensor/ndlist}, DJL's own form. Next to nothing is computed, so nothing hides what the plugin
   * costs.
   */
  NDLIST {
    @Override
    Path models() throws IOException {
      return tinyModel();
    }

    @Override
    List<RawRequest> requests() {
      return rows(row -> RawRequest.post(PREDICTIONS + TINY, "tensor/ndlist", Tensors.ndlist(row)));
    }
  },
  /**
   * The same as {@code tensor/npz}. DJL 0.36 takes a buffer of a megabyte for each array it reads,
   * and so a server spends much of its time on garbage collection.
   */
  NPZ {
    @Override
    Path models() throws IOException {
      return tinyModel();
    }

    @Override
    List<RawRequest> requests() {
      return rows(row -> RawRequest.post(PREDICTIONS + TINY, "tensor/npz", Tensors.npz(row)));
    }
  },
  /** The sample model for employment and its reference profile: a person as JSON. */
  CENSUS {
    @Override
    Path models() throws IOException {
      Path store = newStore();
      copy(BuiltFiles.sampleModels().resolve(EMPLOYMENT), store.resolve(EMPLOYMENT));
      return store;
    }

    @Override
    List<RawRequest> requests() throws IOException {
      return CensusFile.read(BuiltFiles.censusTraffic(), SEED).stream()
          .limit(REQUESTS)
          .map(row -> RawRequest.postJson(PREDICTIONS + EMPLOYMENT, row.json().toString()))
          .toList();
    }
  };

  private static final String PREDICTIONS = "/predictions/";
  private static final String TINY = "mlp";
  private static final String EMPLOYMENT = "employment";
  private static final int REQUESTS = 256;
  private static final int NUMBERS_IN_A_ROW = 4;
  private static final long SEED = 1;

  /** Returns a new folder with the model, as a server's model store. */
  abstract Path models() throws IOException;

  /** Different requests, to be sent over and over. */
  abstract List<RawRequest> requests() throws IOException;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Path tinyModel() throws IOException {
    Path store = newStore();
    ModelFolder.onnx(store, TINY).with("minWorkers", "2").with("maxWorkers", "2");
    return store;
  }

  private static Path newStore() throws IOException {
    return Files.createTempDirectory(BuiltFiles.outputFolder("models"), "benchmark-");
  }

  private static List<RawRequest> rows(Function<float[], RawRequest> request) {
    Random random = new Random(SEED);
    return Stream.generate(() -> row(random)).limit(REQUESTS).map(request).toList();
  }

  private static float[] row(Random random) {
    float[] row = new float[NUMBERS_IN_A_ROW];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
