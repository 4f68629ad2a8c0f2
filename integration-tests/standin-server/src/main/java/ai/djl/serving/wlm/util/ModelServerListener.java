package ai.djl.serving.wlm.util;

import ai.djl.Device;
import ai.djl.serving.wlm.Adapter;
import ai.djl.serving.wlm.ModelInfo;
import java.nio.file.Path;

/**
 * Is told about each step in a model's life, on the thread that takes the step. There is no event
 * for unloading. An exception thrown by a listener fails the step.
 */
public interface ModelServerListener {

  void onModelDownloading(ModelInfo<?, ?> model);

  void onModelDownloaded(ModelInfo<?, ?> model, Path downloadPath);

  void onModelConverting(ModelInfo<?, ?> model, String type);

  void onModelConverted(ModelInfo<?, ?> model, String type);

  /** The model's settings are read; what is put into its properties now still counts. */
  void onModelConfigured(ModelInfo<?, ?> model);

  void onModelLoading(ModelInfo<?, ?> model, Device device);

  /** The model is loaded, but {@link ModelInfo#getModels()} does not hold it yet. */
  void onModelLoaded(ModelInfo<?, ?> model);

  void onAdapterLoading(ModelInfo<?, ?> model, Path adapterPath);

  void onAdapterLoaded(ModelInfo<?, ?> model, Adapter<?, ?> adapter);
}
