package io.github.djlobservability.suite.otlp;

import static io.github.djlobservability.suite.otlp.AttributeDecoder.attributes;
import static io.github.djlobservability.suite.otlp.AttributeDecoder.id;
import static io.github.djlobservability.suite.otlp.AttributeDecoder.value;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Log records out of protobuf. */
final class LogDecoder {

  private LogDecoder() {}

  static List<ReceivedLog> decode(ExportLogsServiceRequest request) {
    List<ReceivedLog> decoded = new ArrayList<>();
    for (ResourceLogs resourceLogs : request.getResourceLogsList()) {
      Map<String, Object> resource = attributes(resourceLogs.getResource().getAttributesList());
      for (ScopeLogs scopeLogs : resourceLogs.getScopeLogsList()) {
        for (LogRecord entry : scopeLogs.getLogRecordsList()) {
          decoded.add(log(entry, resource));
        }
      }
    }
    return decoded;
  }

  private static ReceivedLog log(LogRecord entry, Map<String, Object> resource) {
    return new ReceivedLog(
        entry.getSeverityText(),
        entry.getEventName(),
        value(entry.getBody()).toString(),
        id(entry.getTraceId()),
        id(entry.getSpanId()),
        entry.getTimeUnixNano(),
        attributes(entry.getAttributesList()),
        resource);
  }
}
