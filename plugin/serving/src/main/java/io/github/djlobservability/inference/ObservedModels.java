package io.github.djlobservability.inference;

import ai.djl.Device;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.serving.wlm.ModelInfo;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loaded copies of a model by their devices, each with observed predictors. Thread-safe.
 *
 * <p>The server keeps the copies in such a map, which {@link ModelInfo#getModels} returns, and
 * makes a predictor for each worker of what it finds there. It has no place of its own for looking
 * on, so this map is put into its field before it puts the first copy in.
 */
final class ObservedModels extends ConcurrentHashMap<Device, ZooModel<Input, Output>> {
  private static final long serialVersionUID = 1L;
  private static final String FIELD = "models";

  private final transient Map<Device, EngineObserver> observers = new ConcurrentHashMap<>();

  private ObservedModels(Map<Device, ZooModel<Input, Output>> before) {
    super(before);
  }

  /**
   * Has the copy observed that the server is about to load.
   *
   * @throws ReflectiveOperationException if the server's class is not as expected
   * @throws RuntimeException if its field can't be reached
   */
  static void observe(ModelInfo<?, ?> info, Device device, EngineObserver observer)
      throws ReflectiveOperationException {
    @SuppressWarnings("unchecked") // a server's models have no other types
    ModelInfo<Input, Output> model = (ModelInfo<Input, Output>) info;
    Map<Device, ZooModel<Input, Output>> before = model.getModels();
    if (before instanceof ObservedModels observed) {
      observed.observers.put(device, observer);
      return;
    }
    ObservedModels observed = new ObservedModels(before);
    observed.observers.put(device, observer);
    Field field = ModelInfo.class.getDeclaredField(FIELD);
    field.setAccessible(true);
    field.set(model, observed);
    if (model.getModels() != observed) {
      throw new ReflectiveOperationException("The server keeps its loaded models elsewhere");
    }
  }

  @CanIgnoreReturnValue
  @Override
  public @Nullable ZooModel<Input, Output> put(Device device, ZooModel<Input, Output> model) {
    EngineObserver observer = observers.remove(device);
    return super.put(device, observer == null ? model : new ObservedZooModel(model, observer));
  }
}
