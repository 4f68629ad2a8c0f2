package io.github.djlobservability.suite.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes requests, good ones and hostile ones, of kinds that have found faults. */
final class HostileRequests {
  private static final String SCRIPTED = "/predictions/scripted";
  private static final String PLAIN = "/predictions/plain";
  private static final String MODEL = "/observability/models/scripted";
  private static final String JSON = "application/json";
  private static final String TYPE = "FLOAT32";
  private static final int MANY_KEYS = 70_000;
  private static final int DEEP = 100_000;
  private static final int BOMB_BYTES = 4 << 20;

  private static final byte[] KEYS = keys();
  private static final byte[] NESTED = "[".repeat(DEEP).getBytes(UTF_8);
  private static final byte[] BOMB = bomb();

  private HostileRequests() {}

  /** Returns a request as a good client sends it. */
  static RawRequest good(int number, Random random) {
    float[] row = {number % 7, 2, 3, random.nextFloat()};
    return switch (number % 8) {
      case 0 -> RawRequest.post(PLAIN, "tensor/ndlist", Tensors.ndlist(row));
      case 1 -> RawRequest.post(PLAIN, "tensor/npz", Tensors.npz(row, row));
      case 2 -> RawRequest.get("/models");
      case 3 -> RawRequest.postJson("/predictions/chunked", "{\"chunks\": 3}");
      case 4 -> RawRequest.postJson(SCRIPTED, "{\"fail\": \"preprocess\"}");
      case 5 -> RawRequest.postJson("/predictions/nobody", "{}");
      default ->
          RawRequest.postJson(
              SCRIPTED,
              "{\"rows\": [[1, 2, 3, " + row[3] + "]], \"city\": \"c" + number % 5 + "\"}");
    };
  }

  /** Returns a hostile request that both servers are sent, the bare one and the observed one. */
  static RawRequest toBoth(int kind, Random random) {
    return switch (kind) {
      case 0 -> RawRequest.post(SCRIPTED, JSON, KEYS);
      case 1 -> RawRequest.post(SCRIPTED, JSON, NESTED);
      case 2 ->
          RawRequest.postJson(SCRIPTED, "{\"a\": NaN, \"b\": 1e309, \"c\": -0, \"d\": [[[]]]}");
      case 3 -> RawRequest.post(PLAIN, "tensor/npz", BOMB);
      case 4 -> RawRequest.post(PLAIN, "tensor/ndlist", damagedList(random));
      case 5 -> RawRequest.post(PLAIN, "tensor/npz", damaged(Tensors.npz(ROW), random));
      case 6 -> RawRequest.post(PLAIN, "audio/wav", "RIFF\0\0\0\0WAVEfmt ".getBytes(UTF_8));
      case 7 -> RawRequest.postJson("/predictions/%zz", "{}");
      case 8 -> RawRequest.postJson("/predictions/..", "{}");
      case 9 -> RawRequest.postJson("/predictions/%2e%2e%2f%2e%2e%2fetc", "{}");
      case 10 -> RawRequest.postJson("/invocations?model_name=%z&x=" + "y".repeat(3_000), "{}");
      case 11 -> traced(RawRequest.postJson(SCRIPTED, "{}"), random);
      case 12 -> RawRequest.postJson(SCRIPTED, "{}").header("x-observability-doctor-", "Bearer x");
      case 13 -> RawRequest.post(SCRIPTED, "text/csv", bytes(random, 2_000));
      case 14 -> RawRequest.of("FOO", SCRIPTED);
      case 15 -> RawRequest.of("TRACE", "/models/%00%ff");
      case 16 -> RawRequest.post(SCRIPTED, "multipart/form-data; boundary=x", bytes(random, 500));
      case 17 ->
          RawRequest.postJson(
                  SCRIPTED, "{\"name\": \"Jane Doe\", \"iban\": \"DE89370400440532013000\"}")
              .header("user-agent", "a".repeat(2_000));
      default -> RawRequest.postJson(SCRIPTED, "{\"rows\": [[" + "1,".repeat(20_000) + "1]]}");
    };
  }

  static final int KINDS_TO_BOTH = 19;

  private static final float[] ROW = {1, 2, 3, 4};

  /** Returns a hostile request that only a server with pages understands. */
  static RawRequest toPages(int kind, Random random) {
    return switch (kind) {
      case 0 -> RawRequest.postJson(MODEL + "/reference?items=1000000", "");
      case 1 -> RawRequest.post(MODEL + "/reference?items=100", "text/plain", new byte[0]);
      case 2 -> RawRequest.of("DELETE", MODEL + "/reference");
      case 3 -> RawRequest.postJson(MODEL + "/feedback", labels(random));
      case 4 -> RawRequest.post(MODEL + "/feedback", "text/csv", bytes(random, 10_000));
      case 5 -> RawRequest.postJson(MODEL + "/feedback", "{\"id\": \"a\", \"label\": NaN}");
      case 6 -> RawRequest.postJson(MODEL + "/feedback", "[".repeat(DEEP));
      case 7 -> RawRequest.get("/observability/models/%zz/drift");
      case 8 -> RawRequest.get("/observability/models/../../etc/drift");
      case 9 -> RawRequest.get("/observability?items=%");
      default ->
          RawRequest.get(MODEL).header("cookie", "djl_observability_00000000=" + "0".repeat(64));
    };
  }

  static final int KINDS_TO_PAGES = 11;

  /** Where requests go that their client breaks off: of these not all have a span. */
  static final String BROKEN = "/predictions/broken";

  /** Returns bytes that are no request, or the half of one, after which the client leaves. */
  static byte[] broken(int kind) {
    String request =
        switch (kind) {
          case 0 -> "nonsense\r\n\r\n";
          case 1 -> "POST /broken HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{\"a";
          case 2 ->
              "POST " + BROKEN + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
          case 3 -> "POST /broken HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n";
          default -> "GET /broken HTTP/1.1\r\nX: " + "y".repeat(20_000);
        };
    return request.getBytes(UTF_8);
  }

  static final int KINDS_BROKEN = 5;

  private static RawRequest traced(RawRequest request, Random random) {
    return request
        .header("traceparent", "00-" + "f".repeat(32) + "-" + "0".repeat(16) + "-zz")
        .header("tracestate", "a=" + "b".repeat(3_000))
        .header("baggage", "k=" + random.nextLong() + ",=,;;")
        .header("x-b3-traceid", "g".repeat(32));
  }

  private static String labels(Random random) {
    StringBuilder labels = new StringBuilder("[");
    for (int i = 0; i < 2_000; i++) {
      labels.append("{\"id\": \"").append(random.nextLong()).append("\", \"label\": 1, ");
      labels.append("\"weight\": 1e308},");
    }
    return labels.append("{}]").toString();
  }

  private static byte[] damaged(byte[] tensors, Random random) {
    byte[] damaged = tensors.clone();
    for (int i = 0; i < 3; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }

  /**
   * Damages the lengths of the axes, or cuts the list short. Where a damaged byte has DJL's own
   * reader take a number of axes or letters from another place, it takes memory for as many, all
   * memory is gone, and its worker ends, with the plugin or without.
   */
  private static byte[] damagedList(Random random) {
    byte[] list = Tensors.ndlist(ROW);
    if (random.nextBoolean()) {
      return Arrays.copyOf(list, random.nextInt(list.length));
    }
    int lengths = new String(list, ISO_8859_1).indexOf(TYPE) + TYPE.length() + Integer.BYTES;
    list[lengths + random.nextInt(2 * Long.BYTES)] = (byte) random.nextInt();
    return list;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < MANY_KEYS; i++) {
      keys.add("\"k" + i + "\": " + i % 10);
    }
    return ("{" + String.join(",", keys) + "}").getBytes(UTF_8);
  }

  /** Some kilobytes that unpack to megabytes of zeros. */
  private static byte[] bomb() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1048576), }";
    header = header + " ".repeat((64 - (header.length() + 11) % 64) % 64) + "\n";
    byte[] array =
        ByteBuffer.allocate(10 + header.length() + BOMB_BYTES)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .put((byte) header.length())
            .put((byte) (header.length() >> 8))
            .put(header.getBytes(UTF_8))
            .array();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(array);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
