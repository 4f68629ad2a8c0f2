package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleGpusTest {
  private static final List<GpuIdentity> GPUS =
      List.of(card(0, "GPU-aa11"), card(1, "GPU-bb22"), card(2, "GPU-bb33"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "        | 0 1 2",
        "2,0     | 2 0",
        "' 1 , 2'| 1 2",
        "GPU-bb3 | 2",
        "0,-1,1  | 0",
        "0,7,1   | 0",
        "-1      | ''",
        "''      | ''",
        "MIG-x,0 | ''",
      })
  void areThoseThatCudaWouldShow(@Nullable String variable, String expected) {
    var visible = VisibleGpus.of(GPUS, variable);
    assertThat(visible.values().stream().map(gpu -> String.valueOf(gpu.index())))
        .containsExactlyElementsOf(
            expected.isEmpty() ? List.of() : List.of(expected.trim().split(" ")));
    int number = 0;
    for (String device : visible.keySet()) {
      assertThat(device).isEqualTo("gpu" + number++);
    }
  }

  private static GpuIdentity card(int index, String id) {
    return new GpuIdentity(index, id, "card", "NVIDIA", "1");
  }
}
