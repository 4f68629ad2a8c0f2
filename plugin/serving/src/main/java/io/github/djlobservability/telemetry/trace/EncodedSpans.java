package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.marshal.Serializer;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Spans that are encoded, as the SDK's exporter sends them. A message that is sent again is written
 * again.
 */
final class EncodedSpans extends Marshaler implements MessageWriter {
  private final ProtoBytes message;

  EncodedSpans(ProtoBytes message) {
    this.message = message;
  }

  @Override
  public MessageWriter toBinaryMessageWriter() {
    return this;
  }

  @Override
  public int getBinarySerializedSize() {
    return message.size();
  }

  @Override
  public int getContentLength() {
    return message.size();
  }

  @Override
  public void writeMessage(OutputStream to) throws IOException {
    to.write(message.array(), 0, message.size());
  }

  @Override
  protected void writeTo(Serializer to) {
    throw new UnsupportedOperationException("The message is protobuf already");
  }
}
