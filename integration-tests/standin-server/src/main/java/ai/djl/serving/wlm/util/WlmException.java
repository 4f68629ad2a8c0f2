package ai.djl.serving.wlm.util;

/** A job could not be done by the workload manager. Answered with {@code wlm_error_http_code}. */
public class WlmException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WlmException(String message) {
    super(message);
  }

  public WlmException(String message, Throwable cause) {
    super(message, cause);
  }
}
