package ai.djl.serving.wlm.util;

/** The model's queue is full. Answered with {@code throttle_error_http_code}. */
public class WlmCapacityException extends WlmException {

  private static final long serialVersionUID = 1L;

  public WlmCapacityException(String message) {
    super(message);
  }

  public WlmCapacityException(String message, Throwable cause) {
    super(message, cause);
  }
}
