package ai.djl.serving.workflow;

/** A part of a workflow could not be computed. */
public class WorkflowExecutionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WorkflowExecutionException(String message) {
    super(message);
  }

  public WorkflowExecutionException(String message, Throwable cause) {
    super(message, cause);
  }
}
