package ai.djl.serving.wlm.util;

/** There is not enough memory to load a model. */
public class WlmOutOfMemoryException extends WlmException {

  private static final long serialVersionUID = 1L;

  public WlmOutOfMemoryException(String message) {
    super(message);
  }
}
