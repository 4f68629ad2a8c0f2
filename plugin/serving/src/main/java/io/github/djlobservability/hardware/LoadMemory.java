package io.github.djlobservability.hardware;

import io.github.djlobservability.model.ModelId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much memory the loading of a model adds on its device. Thread-safe.
 *
 * <p>Two loads on a device at the same time can't be told apart, so then nothing is known of
 * either.
 */
final class LoadMemory {
  private final Function<String, @Nullable Long> usedBytes;

  /** A load runs on one thread; the next on that thread ends one that has failed. */
  private final Map<Thread, Load> underWay = new HashMap<>();

  /**
   * @param usedBytes reads a device's memory; null when it can't be read
   */
  LoadMemory(Function<String, @Nullable Long> usedBytes) {
    this.usedBytes = usedBytes;
  }

  /** The current thread begins to load a model. */
  void loading(ModelId model, String device) {
    Load load = begin(model, device);
    load.before = usedBytes.apply(device);
  }

  private synchronized Load begin(ModelId model, String device) {
    underWay.keySet().removeIf(thread -> !thread.isAlive());
    Load load = new Load(model, device);
    underWay.remove(Thread.currentThread());
    for (Load other : underWay.values()) {
      if (other.device.equals(device)) {
        other.alone = false;
        load.alone = false;
      }
    }
    underWay.put(Thread.currentThread(), load);
    return load;
  }

  /**
   * The current thread has loaded the model.
   *
   * @return bytes that the load has added; null when that is not known
   */
  @Nullable Long loaded(ModelId model, String device) {
    Long after = usedBytes.apply(device);
    Load load = end();
    if (load == null
        || !load.alone
        || !load.model.equals(model)
        || !load.device.equals(device)
        || load.before == null
        || after == null
        || after < load.before) {
      return null;
    }
    return after - load.before;
  }

  private synchronized @Nullable Load end() {
    return underWay.remove(Thread.currentThread());
  }

  private static final class Load {
    private final ModelId model;
    private final String device;
    private boolean alone = true;
    private @Nullable Long before;

    Load(ModelId model, String device) {
      this.model = model;
      this.device = device;
    }
  }
}
