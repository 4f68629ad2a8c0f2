package ai.djl.serving.http;

/** Answered with 404. */
public class ResourceNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String MESSAGE =
      "Requested resource is not found, please refer to API document.";

  public ResourceNotFoundException() {
    super(MESSAGE);
  }

  public ResourceNotFoundException(Throwable cause) {
    super(MESSAGE, cause);
  }
}
