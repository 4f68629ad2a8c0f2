package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.demo.CensusFile;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.model.Tensors;
import io.github.djlobservability.suite.translator.BusyTranslator;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  },
  /** A model that takes 2 ms of CPU time. */
  BUSY2 {
    @Override
    Path models() throws IOException {
      return busyModel("2");
    }

    @Override
    List<RawRequest> requests() {
      return List.of(RawRequest.postJson(PREDICTIONS + BUSY, "{}"));
    }
  },
  /** A model that takes 20 ms of CPU time. */
  BUSY20 {
    @Override
    Path models() throws IOException {
      return busyModel("20");
    }

    @Override
    List<RawRequest> requests() {
      return List.of(RawRequest.postJson(PREDICTIONS + BUSY, "{}"));
    }
  },
  /** The sample model of sentences: 384 numbers for one. */
  EMBEDDINGS {
    @Override
    Path models() throws IOException {
      Path store = newStore();
      copy(BuiltFiles.sampleModels().resolve("text-embedding"), store.resolve("text_embedding"));
      return store;
    }

    @Override
    List<RawRequest> requests() {
      Random random = new Random(SEED);
      return Stream.generate(() -> sentence(random))
          .limit(REQUESTS)
          .map(text -> RawRequest.postJson(PREDICTIONS + "text_embedding", text))
          .toList();
    }
  },
  /** Streams of chats: 64 at a time of 50 tokens a second each, of a second. */
  TOKENS {
    @Override
    Path models() throws IOException {
      Path store = newStore();
      ModelFolder.onnx(store, TINY)
          .withTranslator(ChunkedTranslator.class)
          .with("minWorkers", "2")
          .with("maxWorkers", "2");
      return store;
    }

    @Override
    List<RawRequest> requests() {
      return List.of(
          RawRequest.postJson(
              PREDICTIONS + TINY, "{\"chunks\": 50, \"chunkMillis\": 20, \"events\": true}"));
    }

    @Override
    int connections() {
      return 64;
    }

    @Override
    boolean isPacedByTheModel() {
      return true;
    }
  },
  /** Dynamic batches of up to eight requests, which wait 5 ms for each other. */
  BATCHES {
    @Override
    Path models() throws IOException {
      Path store = newStore();
      ModelFolder.onnx(store, TINY)
          .withTranslator(ScriptedTranslator.class)
          .with("batchifier", "stack")
          .with("batch_size", "8")
          .with("max_batch_delay", "5");
      return store;
    }

    @Override
    List<RawRequest> requests() {
      return List.of(RawRequest.postJson(PREDICTIONS + TINY, "{}"));
    }

    @Override
    int connections() {
      return 16;
    }
  };

  /** The workloads that {@code all} stands for. */
  static final List<Workload> IN_ALL = List.of(CENSUS, BUSY2, BUSY20, EMBEDDINGS, TOKENS, BATCHES);

  private static final String PREDICTIONS = "/predictions/";
  private static final String TINY = "mlp";
  private static final String BUSY = "busy";
  private static final List<String> WORDS =
      List.of("the", "river", "takes", "a", "long", "way", "to", "town", "and", "sea");
  private static final String EMPLOYMENT = "employment";
  private static final int REQUESTS = 256;
  private static final int NUMBERS_IN_A_ROW = 4;
  private static final long SEED = 1;

  /** Returns a new folder with the model, as a server's model store. */
  abstract Path models() throws IOException;

  /** Returns how many connections there are, each with one request at a time. */
  int connections() {
    return 4;
  }

  /** Returns whether a response takes as long as it takes, however many there are. */
  boolean isPacedByTheModel() {
    return false;
  }

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

  private static Path busyModel(String millis) throws IOException {
    Path store = newStore();
    ModelFolder.onnx(store, BUSY)
        .withTranslator(BusyTranslator.class)
        .with("busyMillis", millis)
        .with("minWorkers", "2")
        .with("maxWorkers", "2");
    return store;
  }

  private static String sentence(Random random) {
    return random
        .ints(12, 0, WORDS.size())
        .mapToObj(WORDS::get)
        .collect(Collectors.joining(" ", "{\"inputs\": \"", "\"}"));
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
