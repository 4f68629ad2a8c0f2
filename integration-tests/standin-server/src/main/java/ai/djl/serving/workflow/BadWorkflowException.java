package ai.djl.serving.workflow;

/** A definition that makes no workflow. */
public class BadWorkflowException extends Exception {

  private static final long serialVersionUID = 1L;

  public BadWorkflowException(String message) {
    super(message);
  }

  public BadWorkflowException(String message, Throwable cause) {
    super(message, cause);
  }
}
