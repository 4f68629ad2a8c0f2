package ai.djl.serving.http;

/** Answered with 400. */
public class IllegalConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IllegalConfigurationException(String message) {
    super(message);
  }

  public IllegalConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
