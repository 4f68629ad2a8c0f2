package ai.djl.serving.http;

/** The body of an answer that is one word or sentence, as JSON. */
public class StatusResponse {

  private final String status;

  public StatusResponse(String status) {
    this.status = status;
  }

  public String getStatus() {
    return status;
  }
}
