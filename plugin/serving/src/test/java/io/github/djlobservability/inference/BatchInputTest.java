package io.github.djlobservability.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.PaddingStackBatchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the padding that makes a batch's requests equally long. */
class BatchInputTest {
  private final List<Padding> seen = new ArrayList<>();
  private final FakeContext context = new FakeContext(NDManager.newBaseManager("OnnxRuntime"));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isSeenBetweenTheStepsOfABatch(boolean withLengths) throws Exception {
    NDList batch = process(new Sentences(padding(withLengths, -1)), 3, 1, 5);

    assertThat(batch.get(0).getShape()).isEqualTo(new Shape(3, 5));
    assertThat(batch).hasSize(withLengths ? 2 : 1);
    // Three times five, of which 3 + 1 + 5 were sent.
    assertThat(seen).containsExactly(new Padding(15, 6));
  }

  @Test
  void countsWhatAFixedLengthAdds() throws Exception {
    NDList unused = process(new Sentences(padding(false, 8)), 2);

    assertThat(seen).containsExactly(new Padding(8, 6));
  }

  @Test
  void isAsDjlMakesIt() throws Exception {
    Sentences sentences = new Sentences(padding(true, -1));
    NDList ours = process(sentences, 4, 2);
    NDList theirs = sentences.batchProcessInput(context, inputs(4, 2));

    assertThat(ours.getShapes()).isEqualTo(theirs.getShapes());
  }

  @Test
  void leavesAloneWhatMakesItsBatchesItself() throws Exception {
    NDList own = new NDList();
    Sentences sentences =
        new Sentences(padding(false, -1)) {
          @Override
          public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) {
            return own;
          }
        };

    assertThat(process(sentences, 3, 1)).isSameAs(own);
    assertThat(seen).isEmpty();
  }

  @Test
  void seesNothingWhereNothingIsPadded() throws Exception {
    NDList batch = process(new Sentences(Batchifier.STACK), 2, 2);

    assertThat(batch.get(0).getShape()).isEqualTo(new Shape(2, 2));
    assertThat(seen).isEmpty();
  }

  @Test
  void leavesTheBatchToDjlWhereNobodyWatches() throws Exception {
    Sentences sentences = new Sentences(padding(false, -1));
    NDList batch = new BatchInput(sentences, false).process(context, inputs(3, 1), seen::add);

    assertThat(batch.get(0).getShape()).isEqualTo(new Shape(2, 3));
    assertThat(seen).isEmpty();
  }

  @Test
  void readsAMaskOfWholeNumbers() {
    try (NDManager manager = NDManager.newBaseManager("OnnxRuntime")) {
      NDArray longs = manager.create(new long[] {1, 1, 0, 1, 0, 0}, new Shape(2, 3));
      NDArray ints = manager.create(new int[] {1, 0}, new Shape(1, 2));
      NDArray others = manager.create(new float[] {1, 0}, new Shape(1, 2));

      assertThat(Padding.ofMask(longs)).isEqualTo(new Padding(6, 3));
      assertThat(Padding.ofMask(ints)).isEqualTo(new Padding(2, 1));
      assertThat(Padding.ofMask(others)).isNull();
      assertThat(Padding.ofMask(manager.create(new long[Padding.MAX_MASK + 1]))).isNull();
    }
  }

  private NDList process(Sentences translator, int... lengths) throws Exception {
    return new BatchInput(translator, true).process(context, inputs(lengths), seen::add);
  }

  private static List<Input> inputs(int... lengths) {
    List<Input> inputs = new ArrayList<>();
    for (int length : lengths) {
      Input input = new Input();
      input.addProperty("length", Integer.toString(length));
      inputs.add(input);
    }
    return inputs;
  }

  private static Batchifier padding(boolean withLengths, int size) {
    return PaddingStackBatchifier.builder()
        .addPad(0, 0, manager -> ShapeOnlyArrays.array(new Shape()), size)
        .optIncludeValidLengths(withLengths)
        .build();
  }

  /** Makes of each input an array as long as it says. */
  private static class Sentences implements Translator<Input, Output> {
    private final Batchifier batchifier;

    Sentences(Batchifier batchifier) {
      this.batchifier = batchifier;
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Input input) {
      int length = Integer.parseInt(input.getProperty("length", ""));
      return new NDList(ShapeOnlyArrays.array(new Shape(length)));
    }

    @Override
    public @Nullable Output processOutput(TranslatorContext ctx, NDList list) {
      return null;
    }

    @Override
    public Batchifier getBatchifier() {
      return batchifier;
    }
  }
}
