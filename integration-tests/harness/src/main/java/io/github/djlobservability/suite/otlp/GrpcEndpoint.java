package io.github.djlobservability.suite.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** OTLP over gRPC: the three collector services. */
final class GrpcEndpoint implements AutoCloseable {

  private static final String PACKAGE = "opentelemetry.proto.collector.";

  private final Server server;

  GrpcEndpoint(TelemetryStore store) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                service(
                    "trace.v1.TraceService",
                    ExportTraceServiceRequest.getDefaultInstance(),
                    ExportTraceServiceResponse.getDefaultInstance(),
                    store::add))
            .addService(
                service(
                    "metrics.v1.MetricsService",
                    ExportMetricsServiceRequest.getDefaultInstance(),
                    ExportMetricsServiceResponse.getDefaultInstance(),
                    store::add))
            .addService(
                service(
                    "logs.v1.LogsService",
                    ExportLogsServiceRequest.getDefaultInstance(),
                    ExportLogsServiceResponse.getDefaultInstance(),
                    store::add))
            .build()
            .start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static <Q extends MessageLite, A extends MessageLite> ServerServiceDefinition service(
      String name, Q request, A answer, Consumer<Q> intake) {
    MethodDescriptor<Q, A> export =
        MethodDescriptor.<Q, A>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(PACKAGE + name, "Export"))
            .setRequestMarshaller(marshaller(request))
            .setResponseMarshaller(marshaller(answer))
            .build();
    return ServerServiceDefinition.builder(PACKAGE + name)
        .addMethod(
            export,
            ServerCalls.asyncUnaryCall(
                (received, observer) -> {
                  intake.accept(received);
                  observer.onNext(answer);
                  observer.onCompleted();
                }))
        .build();
  }

  private static <M extends MessageLite> Marshaller<M> marshaller(M example) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(M message) {
        return message.toByteString().newInput();
      }

      @Override
      @SuppressWarnings("unchecked") // a message's parser makes messages of its class
      public M parse(InputStream stream) {
        try {
          return (M) example.getParserForType().parseFrom(stream);
        } catch (InvalidProtocolBufferException e) {
          throw Status.INVALID_ARGUMENT.withCause(e).asRuntimeException();
        }
      }
    };
  }
}
