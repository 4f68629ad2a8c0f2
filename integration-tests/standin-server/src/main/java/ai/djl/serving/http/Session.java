package ai.djl.serving.http;

import ai.djl.modality.Input;
import ai.djl.serving.util.ConfigManager;
import io.netty.handler.codec.http.HttpRequest;
import java.util.UUID;

/** A request from its arrival to the head of its response; in the end a line of the access log. */
public class Session {

  private final String remoteIp;
  private final String requestLine;
  private final String requestId;
  private final long startMillis = System.currentTimeMillis();
  private volatile Input input;
  private int code;

  public Session(String remoteIp, HttpRequest request) {
    this.remoteIp = remoteIp;
    boolean valid = request.decoderResult().isSuccess();
    this.requestLine =
        (valid ? request.method().name() : "GET")
            + ' '
            + request.uri()
            + ' '
            + (valid ? request.protocolVersion().text() : "HTTP/1.1");
    String given = request.headers().get(ConfigManager.getInstance().getRequestIdHeaderKey());
    this.requestId = given == null ? UUID.randomUUID().toString() : given;
  }

  /** Null until the request's input is ready to be run. */
  public Input getInput() {
    return input;
  }

  public void setInput(Input input) {
    this.input = input;
  }

  public String getRequestId() {
    return requestId;
  }

  public void setCode(int code) {
    this.code = code;
  }

  @Override
  public String toString() {
    long millis = System.currentTimeMillis() - startMillis;
    return remoteIp + " \"" + requestLine + "\" " + code + ' ' + millis;
  }
}
