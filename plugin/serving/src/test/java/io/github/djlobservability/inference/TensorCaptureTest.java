package io.github.djlobservability.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorCaptureTest {
  private final NDManager manager = NDManager.newBaseManager("OnnxRuntime");

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aTensorForEachColumnKeepsItsNameAndType() {
    NDList list =
        new NDList(
            named("age", manager.create(new float[] {41, 42}, new Shape(2, 1))),
            named("id", manager.create(new long[] {1L << 40, 7}, new Shape(2, 1))));
    Payload.Tensors taken = tensors(TensorCapture.ofRequest(list));
    assertThat(taken.arrays()).extracting(Tensor::name).containsExactly("age", "id");
    assertThat(taken.arrays()).extracting(Tensor::shape).containsOnly(new int[] {2, 1});
    assertThat(taken.arrays().get(0).elements().number(1)).isEqualTo(42);
    assertThat(taken.arrays().get(1).elements().number(0)).isEqualTo(1L << 40);
  }

  @Test
  void textsAreKept() {
    String[] texts = {"F"};
    NDList list = new NDList(manager.create(texts, StandardCharsets.UTF_8, new Shape(1, 1)));
    assertThat(tensors(TensorCapture.ofRequest(list)).arrays().get(0).elements().get(0))
        .isEqualTo("F");
  }

  @Test
  void aTensorWithOneAxisIsTakenAsItIs() {
    Payload.Tensors taken =
        tensors(TensorCapture.ofRequest(new NDList(manager.create(new float[] {1, 2, 3}))));
    assertThat(taken.arrays().get(0).shape()).containsExactly(3);
    Payload.Tensors single = tensors(TensorCapture.ofRequest(new NDList(manager.create(5f))));
    assertThat(single.arrays().get(0).shape()).containsExactly(1);
  }

  @Test
  void eachRequestOfABatchGetsItsOwnOfEveryTensor() {
    NDList list =
        new NDList(
            manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)),
            manager.create(new boolean[] {true, false}, new Shape(2)));
    List<Payload> taken = TensorCapture.ofBatch(list, 2);
    assertThat(taken).hasSize(2);
    Payload.Tensors second = tensors(taken.get(1));
    assertThat(second.arrays().get(0).shape()).containsExactly(1, 2);
    assertThat(second.arrays().get(0).elements().number(1)).isEqualTo(4);
    assertThat(second.arrays().get(1).elements().get(0)).isEqualTo(false);
    assertThat(second.arrays().get(1).shape()).containsExactly(1);
  }

  @Test
  void aClassAndProbabilitiesOfEachItemAreBothTaken() {
    NDList list =
        new NDList(
            manager.create(new long[] {1, 0}),
            manager.create(new float[] {0.25f, 0.75f, 1, 0}, new Shape(2, 2)));
    Payload.Tensors taken = tensors(TensorCapture.ofRequest(list));
    assertThat(taken.arrays())
        .extracting(Tensor::shape)
        .containsExactly(new int[] {2}, new int[] {2, 2});
  }

  @Test
  void ofABatchATensorWithAnotherNumberOfRowsIsNobodys() {
    NDList list =
        new NDList(
            manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)),
            manager.create(new float[] {1, 2, 3}));
    assertThat(tensors(TensorCapture.ofBatch(list, 2).get(0)).arrays()).hasSize(1);
  }

  @Test
  void tensorsThatAreTooLargeSaySo() {
    NDList list =
        new NDList(manager.create(new Shape(1, TensorCapture.MAX_VALUES + 1), DataType.FLOAT32));
    long bytes = 4L * (TensorCapture.MAX_VALUES + 1);
    assertThat(TensorCapture.ofRequest(list))
        .isEqualTo(new Payload.NotKept(Payload.Reason.SIZE, bytes));
    assertThat(TensorCapture.ofRequest(new NDList())).isEqualTo(Payload.NONE);
  }

  private static NDArray named(String name, NDArray array) {
    array.setName(name);
    return array;
  }

  private static Payload.Tensors tensors(Payload payload) {
    return assertThat(payload).asInstanceOf(type(Payload.Tensors.class)).actual();
  }
}
