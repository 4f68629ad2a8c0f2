package io.github.djlobservability.suite.http;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends the same requests to two servers and compares the responses byte for byte, chunk lengths
 * included. Every request gets an {@code x-request-id}, as the server would invent one otherwise.
 */
public final class ByteComparison {

  private ByteComparison() {}

  /** One line for each request whose responses differ. */
  public static List<String> differences(URI one, URI other, List<RawRequest> requests)
      throws IOException {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      RawRequest request = requests.get(i).header("x-request-id", "request-" + i);
      RawResponse a = RawConnection.exchange(one, request);
      RawResponse b = RawConnection.exchange(other, request);
      if (!Arrays.equals(a.raw(), b.raw()) || a.isComplete() != b.isComplete()) {
        differences.add(request + " is answered by\n" + a + "\nand by\n" + b);
      }
    }
    return differences;
  }
}
