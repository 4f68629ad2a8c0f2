package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadMemoryTest {
  private static final ModelId A = new ModelId("a", null);
  private static final ModelId B = new ModelId("b", "1");

  private final Map<String, Long> used = new HashMap<>();
  private final LoadMemory loads = new LoadMemory(used::get);
  private final ExecutorService otherThread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    otherThread.shutdown();
  }

  @Test
  void isWhatTheLoadHasAdded() {
    used.put("gpu0", 1000L);
    loads.loading(A, "gpu0");
    used.put("gpu0", 1700L);
    assertThat(loads.loaded(A, "gpu0")).isEqualTo(700);
  }

  @Test
  void isUnknownWhenTwoLoadAtOnceOnOneDevice() throws Exception {
    used.put("gpu0", 0L);
    loads.loading(A, "gpu0");
    onOtherThread(() -> loads.loading(B, "gpu0"));
    assertThat(loads.loaded(A, "gpu0")).isNull();
    onOtherThread(() -> assertThat(loads.loaded(B, "gpu0")).isNull());
    loads.loading(A, "gpu0");
    assertThat(loads.loaded(A, "gpu0")).isZero();
  }

  @Test
  void isKnownWhenTwoLoadAtOnceOnTwoDevices() throws Exception {
    used.put("gpu0", 0L);
    used.put("gpu1", 0L);
    loads.loading(A, "gpu0");
    onOtherThread(() -> loads.loading(B, "gpu1"));
    used.put("gpu0", 5L);
    assertThat(loads.loaded(A, "gpu0")).isEqualTo(5);
  }

  @Test
  void aLoadThatFailedDoesNotStandInTheWayOfTheNext() {
    used.put("gpu0", 0L);
    loads.loading(A, "gpu0");
    loads.loading(B, "gpu0");
    used.put("gpu0", 3L);
    assertThat(loads.loaded(B, "gpu0")).isEqualTo(3);
    assertThat(loads.loaded(B, "gpu0")).isNull();
  }

  @Test
  void isUnknownWhenTheDeviceIsOrMemoryWasFreed() {
    loads.loading(A, "gpu0");
    used.put("gpu0", 3L);
    assertThat(loads.loaded(A, "gpu0")).isNull();
    loads.loading(A, "gpu0");
    used.put("gpu0", 1L);
    assertThat(loads.loaded(A, "gpu0")).isNull();
  }

  private void onOtherThread(Runnable task) throws ExecutionException, InterruptedException {
    otherThread.submit(task).get();
  }
}
