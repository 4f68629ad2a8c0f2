package io.github.djlobservability.suite.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends the same requests to two servers and compares the responses byte for byte, chunk lengths
 * included. Every request gets an {@code x-request-id}, as the server would invent one otherwise.
 * The entries of a zip archive, which NPZ is, carry the time of their writing in steps of two
 * seconds: it is left out of the comparison.
 */
public final class ByteComparison {

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_TIME = 10;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int CENTRAL_TIME = 12;

  private ByteComparison() {}

  /** Returns one line for each request whose responses differ. */
  public static List<String> differences(URI one, URI other, List<RawRequest> requests)
      throws IOException {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      RawRequest request = requests.get(i).header("x-request-id", "request-" + i);
      RawResponse a = RawConnection.exchange(one, request);
      RawResponse b = RawConnection.exchange(other, request);
      if (!isSame(a, b)) {
        differences.add(request + " is answered by\n" + a + "\nand by\n" + b);
      }
    }
    return differences;
  }

  /** Returns whether two responses are the same to the last byte. */
  public static boolean isSame(RawResponse one, RawResponse other) {
    return one.isComplete() == other.isComplete()
        && Arrays.equals(comparable(one), comparable(other));
  }

  private static byte[] comparable(RawResponse response) {
    byte[] raw = response.raw();
    if (response.header("Content-Type").filter("tensor/npz"::equals).isPresent()) {
      blankEntryTimes(ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN));
    }
    return raw;
  }

  private static void blankEntryTimes(ByteBuffer zip) {
    for (int i = 0; i <= zip.limit() - CENTRAL_TIME - Integer.BYTES; i++) {
      switch (zip.getInt(i)) {
        case LOCAL_HEADER -> zip.putInt(i + LOCAL_TIME, 0);
        case CENTRAL_HEADER -> zip.putInt(i + CENTRAL_TIME, 0);
        default -> {}
      }
    }
  }
}
