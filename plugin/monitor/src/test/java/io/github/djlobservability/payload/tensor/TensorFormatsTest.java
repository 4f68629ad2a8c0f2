package io.github.djlobservability.payload.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TensorFormatsTest {

  /**
   * Written by the Python side of DJL 0.36 of three arrays: float32 (2, 2), int64 (2), bool (2).
   */
  private static final String BY_PYTHON =
      "AAAAAwAETkRBUgAAAAMAAAdkZWZhdWx0AAdGTE9BVDMyAAAAAgAAAAAAAAACAAAAAAAAAAIAAAACAD8A"
          + "PzwAAAAQzczMPQAAIMAAAEBAAACAQAAETkRBUgAAAAMAAAdkZWZhdWx0AAVJTlQ2NAAAAAEAAAAAAAAA"
          + "AgAAAAEAPzwAAAAQAQAAAAAAIAAHAAAAAAAAAAAETkRBUgAAAAMAAAdkZWZhdWx0AARCT09MAAAAAQAA"
          + "AAAAAAACAAAAAQA/PAAAAAIBAA==";

  @Test
  void readsAListThatPythonWrote() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(BY_PYTHON);
    assertThat(NdList.isAt(bytes)).isTrue();
    List<Tensor> tensors = NdList.read(bytes);
    assertThat(tensors).hasSize(3);
    assertThat(tensors.get(0).shape()).containsExactly(2, 2);
    assertThat(all(tensors.get(0))).containsExactly(0.1, -2.5, 3.0, 4.0);
    assertThat(all(tensors.get(1))).containsExactly(new BigInteger("9007199254740993"), 7.0);
    assertThat(all(tensors.get(2))).containsExactly(true, false);
    assertThatThrownBy(() -> NdList.read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(MalformedTensorException.class)
        .hasMessageContaining("ends before its last array");
  }

  /** Written by DJL 0.36 of an array of two texts. */
  private static final String TEXTS =
      "AAAAAQAETkRBUgAAAAMBAAVsYWJlbAAFREVOU0UABlNUUklORwAAAAEAAAAAAAAAAgAAAAEAPwAAAAIACW1hbGln"
          + "bmFudAAFZ3LDvG4=";

  @Test
  void readsTextsThatDjlWrote() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(TEXTS);
    Tensor tensor = NdList.read(bytes).get(0);
    assertThat(tensor.name()).isEqualTo("label");
    assertThat(tensor.shape()).containsExactly(2);
    assertThat(all(tensor)).containsExactly("malignant", "grün");
    for (int length = bytes.length - 1; length > bytes.length - 20; length--) {
      byte[] less = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> NdList.read(less)).isInstanceOf(MalformedTensorException.class);
    }
    bytes[bytes.length - 22] = 127;
    assertThatThrownBy(() -> NdList.read(bytes))
        .isInstanceOf(MalformedTensorException.class)
        .hasMessageContaining("texts");
  }

  @Test
  void turnsFortranOrderRound() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < 3; column++) {
      data.putFloat(column).putFloat(10 + column);
    }
    byte[] bytes = npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", data.array());
    assertThat(all(Npy.read("a", bytes))).containsExactly(0.0, 1.0, 2.0, 10.0, 11.0, 12.0);
  }

  @Test
  void doesNotBelieveAHeaderThatPromisesMoreThanThereIs() {
    for (String shape :
        List.of(
            "(2, 3)", "(999999999999999999,)", "(4000000000, 4000000000)", "(3, 99999999999)")) {
      byte[] bytes =
          npy("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", new byte[40]);
      assertThatThrownBy(() -> Npy.read(null, bytes))
          .as(shape)
          .isInstanceOf(MalformedTensorException.class)
          .hasMessageContaining("ends before its last row");
    }
  }

  @Test
  void decimalsSurviveTheWayThroughThirtyTwoBits() {
    long seed = 4711;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      double decimal = Double.parseDouble(random.nextInt(1_000_000) + "e-" + random.nextInt(12));
      assertThat(Floats.decimal((float) decimal)).as("seed %d", seed).isEqualTo(decimal);
      assertThat(Floats.decimal(-(float) decimal)).isEqualTo(-decimal);
    }
  }

  @Test
  void theOrderOfFloatsIsKeptAndOtherNumbersStay() {
    long seed = 4712;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      double decimal = Floats.decimal(value);
      if (Float.isNaN(value)) {
        assertThat(decimal).isNaN();
      } else {
        assertThat((float) decimal).as("seed %d", seed).isEqualTo(value);
      }
    }
    assertThat(Floats.decimal(0.1)).isEqualTo(0.1);
    assertThat(Floats.decimal(1.0 / 3)).isEqualTo(1.0 / 3);
    assertThat(Floats.decimal(16777217)).isEqualTo(16777217);
    assertThat(Floats.decimal(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static byte[] npy(String header, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length());
    out.write(0);
    out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static List<@Nullable Object> all(Tensor tensor) {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < tensor.elements().size(); i++) {
      all.add(tensor.elements().get(i));
    }
    return all;
  }
}
