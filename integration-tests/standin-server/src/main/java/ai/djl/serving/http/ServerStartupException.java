package ai.djl.serving.http;

/** The server could not start. */
public class ServerStartupException extends Exception {

  private static final long serialVersionUID = 1L;

  public ServerStartupException() {}

  public ServerStartupException(String message) {
    super(message);
  }

  public ServerStartupException(String message, Throwable cause) {
    super(message, cause);
  }

  public ServerStartupException(Throwable cause) {
    super(cause);
  }
}
