package ai.djl.serving.http;

/** Answered with its code, 400 unless it says otherwise. */
public class BadRequestException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int code;

  public BadRequestException(int code, String message) {
    super(message);
    this.code = code;
  }

  public BadRequestException(String message) {
    this(400, message);
  }

  public BadRequestException(String message, Throwable cause) {
    super(message, cause);
    this.code = 400;
  }

  public int getCode() {
    return code;
  }
}
