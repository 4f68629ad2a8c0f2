package ai.djl.serving;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the smallest ONNX model there is: it answers with its input, rows of two floats. */
final class OnnxIdentity {

  private static final int FLOAT = 1;

  private OnnxIdentity() {}

  static byte[] bytes() {
    Message node = new Message().text(1, "x").text(2, "y").text(4, "Identity");
    Message graph =
        new Message().with(1, node).text(2, "g").with(11, tensor("x")).with(12, tensor("y"));
    Message opset = new Message().text(1, "").number(2, 13);
    return new Message().number(1, 8).with(7, graph).with(8, opset).bytes();
  }

  private static Message tensor(String name) {
    Message shape =
        new Message().with(1, new Message().text(2, "n")).with(1, new Message().number(1, 2));
    Message type = new Message().with(1, new Message().number(1, FLOAT).with(2, shape));
    return new Message().text(1, name).with(2, type);
  }

  /** A protocol buffer message; its numbers are less than 128. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, int value) {
      out.write(field << 3);
      out.write(value);
      return this;
    }

    Message text(int field, String value) {
      return field(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message with(int field, Message value) {
      return field(field, value.bytes());
    }

    private Message field(int field, byte[] value) {
      out.write(field << 3 | 2);
      out.write(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
