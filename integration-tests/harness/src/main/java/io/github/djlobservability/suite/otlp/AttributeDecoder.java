package io.github.djlobservability.suite.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes and ids out of protobuf. */
final class AttributeDecoder {

  private AttributeDecoder() {}

  /** Sorted by key, so that a failed assertion is easy to read. */
  static Map<String, Object> attributes(List<KeyValue> pairs) {
    Map<String, Object> map = new TreeMap<>();
    for (KeyValue pair : pairs) {
      if (map.put(pair.getKey(), value(pair.getValue())) != null) {
        throw new IllegalArgumentException("attribute " + pair.getKey() + " is there twice");
      }
    }
    return Collections.unmodifiableMap(map);
  }

  static String id(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(AttributeDecoder::value).toList();
      case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
      case BYTES_VALUE -> id(value.getBytesValue());
      default -> "";
    };
  }
}
