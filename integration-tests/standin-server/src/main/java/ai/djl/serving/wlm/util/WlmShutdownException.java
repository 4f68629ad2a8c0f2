package ai.djl.serving.wlm.util;

/** The model has no workers any more. */
public class WlmShutdownException extends WlmException {

  private static final long serialVersionUID = 1L;

  public WlmShutdownException(String message) {
    super(message);
  }

  public WlmShutdownException(String message, Throwable cause) {
    super(message, cause);
  }
}
