package ai.djl.serving.http;

/** Answered with 405. */
public class MethodNotAllowedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MethodNotAllowedException() {
    super("Requested method is not allowed, please refer to API document.");
  }
}
