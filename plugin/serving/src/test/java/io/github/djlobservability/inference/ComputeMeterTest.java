package io.github.djlobservability.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.model.ThreadCounters;
import io.github.djlobservability.model.Timebase;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComputeMeterTest {
  private final List<String> told = new ArrayList<>();

  @Test
  void aSynchronousEngineIsOnTheGpuForItsForwardPass() {
    pass(meter("gpu0", "OnnxRuntime", true), call(true), gpuOutput());
    assertThat(told)
        .containsExactly("begin", "device began", "device ended", "device ended", "computed 4");
  }

  @Test
  void anAsynchronousEngineIsThereUntilPostprocessingIsOver() {
    pass(meter("gpu0", "PyTorch", false), call(true), gpuOutput());
    assertThat(told).containsExactly("begin", "device began", "device ended", "computed 4");
  }

  @Test
  void aSampledCallWaitsForTheGpuWhenItIsToldTo() {
    pass(meter("gpu0", "PyTorch", true), call(true), gpuOutput());
    assertThat(told)
        .containsExactly(
            "begin",
            "device began",
            "getScalar [0, 0]",
            "toByteBuffer",
            "close",
            "device ended",
            "device ended",
            "computed 4");
  }

  @Test
  void anUnsampledCallDoesNotWait() {
    pass(meter("gpu0", "PyTorch", true), call(false), gpuOutput());
    assertThat(told).containsExactly("begin", "device began", "device ended", "computed 4");
  }

  @Test
  void onTheProcessorThereIsNothingToWaitForAndNoDevice() {
    pass(meter("cpu", "PyTorch", true), call(true), output(Device.cpu(), new Shape(1, 2)));
    assertThat(told).containsExactly("begin", "computed 4");
  }

  @Test
  void theFirstOutputThatIsOnTheGpuAndHasAnythingInItIsRead() {
    ComputeMeter.awaitDevice(
        new NDList(
            output(Device.cpu(), new Shape(3)),
            output(Device.gpu(0), new Shape(0, 3)),
            output(Device.gpu(0), new Shape()),
            output(Device.gpu(0), new Shape(7))));
    assertThat(told).containsExactly("getScalar []", "toByteBuffer", "close");
    told.clear();
    ComputeMeter.awaitDevice(new NDList());
    assertThat(told).isEmpty();
  }

  private ComputeMeter meter(String device, String engine, boolean synchronize) {
    return new ComputeMeter(new ToldWork(), device, engine, synchronize);
  }

  private static void pass(ComputeMeter meter, InferenceCall call, NDArray output) {
    meter.begin(call);
    meter.preprocessed(1);
    meter.inferred(call, new NDList(output));
    meter.computed(call);
  }

  private static InferenceCall call(boolean sampled) {
    Span span =
        Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault()));
    Context context = Context.root().with(span);
    InferenceCall call =
        new InferenceCall(
            List.of(new Participant(context, null, null, 0)), Timebase.now(), context);
    call.setItems(4);
    return call;
  }

  private NDArray gpuOutput() {
    return output(Device.gpu(0), new Shape(2, 3));
  }

  /** Returns an array that notes what is asked of it beside its shape and place. */
  private NDArray output(Device device, Shape shape) {
    return (NDArray)
        Proxy.newProxyInstance(
            NDArray.class.getClassLoader(),
            new Class<?>[] {NDArray.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getDevice" -> device;
                  case "getShape" -> shape;
                  case "size" -> shape.size();
                  case "getScalar" -> {
                    told.add("getScalar " + Arrays.toString((long[]) arguments[0]));
                    yield proxy;
                  }
                  case "toByteBuffer" -> {
                    told.add("toByteBuffer");
                    yield ByteBuffer.allocate(4);
                  }
                  case "close" -> {
                    told.add("close");
                    yield null;
                  }
                  default -> throw new AssertionError(method);
                });
  }

  private final class ToldWork implements ModelWork {
    @Override
    public @Nullable ThreadCounters begin() {
      told.add("begin");
      return new ThreadCounters(0, 0);
    }

    @Override
    public void deviceBegan(long nanoTime) {
      told.add("device began");
    }

    @Override
    public void deviceEnded(long nanoTime) {
      told.add("device ended");
    }

    @Override
    public void computed(ThreadCounters atBegin, long items, Context context) {
      told.add("computed " + items);
    }
  }
}
