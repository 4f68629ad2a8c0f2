package io.github.djlobservability.suite.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection to a server, on which the caller decides every byte: several requests in one
 * write, a stream read chunk by chunk, a client that goes away. Certificates are not checked. Not
 * thread-safe.
 */
public final class RawConnection implements AutoCloseable {

  /** A server that says nothing for so long has a defect. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Under load a request may wait until the others are through: the server's queue is a heap of
   * jobs of one priority, and no first-come, first-served.
   */
  private static final Duration READ_TIMEOUT_UNDER_LOAD = Duration.ofMinutes(5);

  private final Socket socket;
  private final String host;
  private final ResponseStream responses;

  private RawConnection(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.host = host;
    this.responses = new ResponseStream(socket.getInputStream());
  }

  /** Returns a connection to a server; of the URI only scheme, host and port matter. */
  public static RawConnection open(URI server) throws IOException {
    return open(server, READ_TIMEOUT);
  }

  /** Returns a connection to a server that has more to do than it can. */
  public static RawConnection openUnderLoad(URI server) throws IOException {
    return open(server, READ_TIMEOUT_UNDER_LOAD);
  }

  private static RawConnection open(URI server, Duration readTimeout) throws IOException {
    Socket socket = TrustingSockets.connect(server);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) readTimeout.toMillis());
    return new RawConnection(socket, server.getHost() + ":" + server.getPort());
  }

  /**
   * Has reads end with a {@link java.net.SocketTimeoutException} when nothing comes for so long.
   */
  public void giveUpAfter(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  /** Returns one request on a connection of its own. */
  public static RawResponse exchange(URI server, RawRequest request) throws IOException {
    try (RawConnection connection = open(server)) {
      return connection.exchange(request);
    }
  }

  /** Sends the request and reads its response to the end. */
  public RawResponse exchange(RawRequest request) throws IOException {
    send(request);
    return read(request);
  }

  /** Sends the requests in one write, without waiting for a response. */
  public void send(RawRequest... requests) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (RawRequest request : requests) {
      bytes.writeBytes(request.bytes(host));
    }
    sendBytes(bytes.toByteArray());
  }

  /** Returns the bytes that {@link #send} would write for the request. */
  public byte[] bytesOf(RawRequest request) {
    return request.bytes(host);
  }

  /** Sends any bytes, well formed or not. */
  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Reads the next response to its end, or to where the server broke it off. */
  public RawResponse read() throws IOException {
    return read("GET");
  }

  private RawResponse read(RawRequest request) throws IOException {
    return read(request.method());
  }

  private RawResponse read(String method) throws IOException {
    RawResponse.Head head = responses.readHead();
    List<Chunk> chunks = new ArrayList<>();
    boolean complete = true;
    try {
      if (!method.equals("HEAD")) {
        readBody(head, chunks);
      }
    } catch (IOException brokenOff) {
      complete = false;
    }
    return new RawResponse(head, chunks, complete, responses.raw());
  }

  private void readBody(RawResponse.Head head, List<Chunk> chunks) throws IOException {
    if (isChunked(head)) {
      for (Optional<Chunk> chunk = readChunk(); chunk.isPresent(); chunk = readChunk()) {
        chunks.add(chunk.get());
      }
    } else {
      int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
      if (length > 0) {
        chunks.add(responses.readBody(length));
      }
    }
  }

  /** Reads the head of the next response, and leaves its body to {@link #readChunk}. */
  public RawResponse.Head readHead() throws IOException {
    return responses.readHead();
  }

  /** Returns the next chunk of a streamed body, empty at its end. */
  public Optional<Chunk> readChunk() throws IOException {
    return responses.readChunk();
  }

  /**
   * Returns whether the server has closed the connection; waits for it to send something or to
   * close.
   */
  public boolean isClosedByServer() {
    try {
      return responses.isAtEnd();
    } catch (IOException reset) {
      return true;
    }
  }

  /** Goes away at once, with a reset rather than a farewell. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static boolean isChunked(RawResponse.Head head) {
    return head.header("Transfer-Encoding")
        .map(coding -> coding.toLowerCase(Locale.ROOT).equals("chunked"))
        .orElse(false);
  }
}
