package io.github.djlobservability.telemetry.standard;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The cause of a failure of OpenTelemetry's, in words. Stateless. */
public final class RootCause {
  private static final int MAX_LENGTH = 300;

  private RootCause() {}

  /**
   * Returns the message of what began it, or the status of the response that refused an export, or
   * the name of its type where it has neither.
   */
  public static String words(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String refusal = refusal(root);
    String message = refusal == null ? root.getMessage() : refusal;
    String text = message == null ? root.getClass().getSimpleName() : message;
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  private static @Nullable String refusal(Throwable failure) {
    if (failure instanceof FailedExportException.HttpExportException http) {
      HttpResponse response = http.getResponse();
      return response == null ? null : "the response has status " + response.getStatusCode();
    }
    if (failure instanceof FailedExportException.GrpcExportException grpc) {
      GrpcResponse response = grpc.getResponse();
      return response == null ? null : "the response has gRPC status " + response.getStatusCode();
    }
    return null;
  }
}
