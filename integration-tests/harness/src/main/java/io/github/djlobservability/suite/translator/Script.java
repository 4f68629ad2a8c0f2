package io.github.djlobservability.suite.translator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a request's body, which tells a scripted model what to do. */
final class Script {

  /** The input, one row of four numbers for each item. */
  float[][] rows = {{1, 2, 3, 4}};

  /**
   * The phase that is to throw: preprocess, inference or postprocess; memory for an error of the
   * virtual machine in preprocess.
   */
  @Nullable String fail;

  /** A file that preprocessing makes when it begins. */
  @Nullable String touch;

  /** A file; preprocessing lasts until it is there. */
  @Nullable String waitFor;

  /** The status of the answer. */
  int code = 200;

  /** Properties of the input that the answer is to repeat. */
  List<String> echo = List.of();

  /** The number of parts of a streamed answer. */
  int chunks = 3;

  /** Whether the parts of a streamed answer are server-sent events of a chat completion. */
  boolean events;

  /** The pause before each part. */
  long chunkMillis;

  /** The pause before the first part, over and above. */
  long firstChunkMillis;

  /** The beginning of a file name; part n is not made before the file with n appended is there. */
  @Nullable String gate;

  /** The part, counted from 0, at which a streamed answer breaks off; -1 for never. */
  int failAtChunk = -1;

  boolean failsIn(String phase) {
    return phase.equals(fail);
  }
}
