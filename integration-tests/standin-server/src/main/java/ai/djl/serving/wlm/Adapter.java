package ai.djl.serving.wlm;

import java.util.Map;

/** A variation of a model (LoRA). The stand-in only declares it: it never makes one. */
public abstract class Adapter<I, O> {

  protected ModelInfo<I, O> modelInfo;
  protected String name;
  protected String alias;
  protected String src;
  protected Map<String, String> options;

  protected Adapter(
      ModelInfo<I, O> modelInfo,
      String name,
      String alias,
      String src,
      Map<String, String> options) {
    this.modelInfo = modelInfo;
    this.name = name;
    this.alias = alias;
    this.src = src;
    this.options = options;
  }

  public ModelInfo<I, O> getModelInfo() {
    return modelInfo;
  }

  public String getName() {
    return name;
  }

  public String getAlias() {
    return alias;
  }

  public String getSrc() {
    return src;
  }

  public Map<String, String> getOptions() {
    return options;
  }

  protected abstract I getRegisterAdapterInput();

  protected abstract I getUnregisterAdapterInput();

  protected abstract I getUpdateAdapterInput();
}
