package ai.djl.serving.wlm.util;

import ai.djl.Device;
import ai.djl.serving.wlm.Adapter;
import ai.djl.serving.wlm.ModelInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells every {@link ModelServerListener}, in the order in which they were added. */
public final class EventManager {

  private static final EventManager INSTANCE = new EventManager();

  private final List<ModelServerListener> listeners = new CopyOnWriteArrayList<>();

  private EventManager() {}

  public static EventManager getInstance() {
    return INSTANCE;
  }

  public void addListener(ModelServerListener listener) {
    listeners.add(listener);
  }

  public void onModelDownloading(ModelInfo<?, ?> model) {
    tell(listener -> listener.onModelDownloading(model));
  }

  public void onModelDownloaded(ModelInfo<?, ?> model, Path downloadPath) {
    tell(listener -> listener.onModelDownloaded(model, downloadPath));
  }

  public void onModelConverting(ModelInfo<?, ?> model, String type) {
    tell(listener -> listener.onModelConverting(model, type));
  }

  public void onModelConverted(ModelInfo<?, ?> model, String type) {
    tell(listener -> listener.onModelConverted(model, type));
  }

  public void onModelConfigured(ModelInfo<?, ?> model) {
    tell(listener -> listener.onModelConfigured(model));
  }

  public void onModelLoading(ModelInfo<?, ?> model, Device device) {
    tell(listener -> listener.onModelLoading(model, device));
  }

  public void onModelLoaded(ModelInfo<?, ?> model) {
    tell(listener -> listener.onModelLoaded(model));
  }

  public void onAdapterLoading(ModelInfo<?, ?> model, Path adapterPath) {
    tell(listener -> listener.onAdapterLoading(model, adapterPath));
  }

  public void onAdapterLoaded(ModelInfo<?, ?> model, Adapter<?, ?> adapter) {
    tell(listener -> listener.onAdapterLoaded(model, adapter));
  }

  private void tell(Consumer<ModelServerListener> event) {
    listeners.forEach(event);
  }
}
