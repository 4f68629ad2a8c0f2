package io.github.djlobservability.hardware;

import io.github.djlobservability.config.HardwareSettings;
import io.github.djlobservability.load.DeviceReader;
import io.github.djlobservability.load.DeviceReading;
import io.github.djlobservability.model.Computations;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the hardware. Thread-safe.
 *
 * <p>One thread reads the graphics cards, once a second; it ends when there are none. Metrics and
 * pages show what was last read. Requests' threads never read a card.
 */
public final class Hardware implements Computations, HardwareFigures, DeviceReader, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Hardware.class);
  private static final long POLL_MILLIS = 1000;

  /** A load waits no longer for a card that does not answer. */
  private static final long READ_LIMIT_SECONDS = 5;

  private final Telemetry telemetry;
  private final HostProcess hostProcess;
  private final ModelWorks works;
  private final GpuWatch gpus;
  private final LoadMemory loads = new LoadMemory(this::attributableBytes);
  private final @Nullable RuntimeTelemetry runtime;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            Thread thread = new Thread(runnable, "djl-serving-observability-hardware");
            thread.setDaemon(true);
            return thread;
          });

  private Hardware(
      HardwareSettings settings, Telemetry telemetry, Map<String, String> environment) {
    this.telemetry = telemetry;
    // An agent writes jvm.* itself.
    this.runtime = telemetry.ownsSdk() ? RuntimeTelemetry.create(telemetry.openTelemetry()) : null;
    this.hostProcess = new HostProcess(new ProcFiles(Path.of("/proc")), telemetry.ownsSdk());
    this.works =
        new ModelWorks(CurrentThread.counters(), telemetry.instruments(HardwareMetric.class));
    GpuPoller poller =
        new GpuPoller(
            () -> NvmlReader.open(settings.gpuLibrary(), ProcessHandle.current().pid()),
            environment.get("CUDA_VISIBLE_DEVICES"),
            (level, line) -> LOGGER.atLevel(level).log(line));
    this.gpus = new GpuWatch(poller, works);
  }

  /**
   * Begins to watch.
   *
   * @param environment the environment's variables, which may hide cards from the process
   */
  public static Hardware start(
      HardwareSettings settings, Telemetry telemetry, Map<String, String> environment) {
    Hardware hardware = new Hardware(settings, telemetry, environment);
    telemetry.instruments(HardwareMetric.class).observe(hardware::writeTo);
    ScheduledFuture<?> unused =
        hardware.reader.scheduleWithFixedDelay(
            hardware::poll, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    return hardware;
  }

  private void poll() {
    try {
      if (!gpus.poll(System.nanoTime())) {
        reader.shutdown();
      }
    } catch (RuntimeException | LinkageError e) {
      telemetry.failures().caught("hardware", e);
    }
  }

  private void writeTo(Measurements<HardwareMetric> to) {
    try {
      hostProcess.writeTo(to);
      gpus.writeTo(to, System.nanoTime());
      works.writeTo(to);
    } catch (RuntimeException e) {
      telemetry.failures().caught("hardware", e);
    }
  }

  @Override
  public void loading(ModelId model, String device) {
    loads.loading(model, device);
  }

  @Override
  public void loaded(ModelId model, String device, LongSupplier tensors) {
    MeasuredWork work = works.get(model, device);
    work.holds(() -> counted(tensors));
    work.occupies(loads.loaded(model, device));
  }

  private long counted(LongSupplier tensors) {
    try {
      return tensors.getAsLong();
    } catch (RuntimeException e) {
      telemetry.failures().caught("hardware", e);
      return 0;
    }
  }

  @Override
  public void unloaded(ModelId model) {
    works.remove(model);
  }

  @Override
  public ModelWork workOf(ModelId model, String device) {
    return works.get(model, device);
  }

  @Override
  public Record server() {
    return new HardwareReport(hostProcess.report(), gpus.report(System.nanoTime()));
  }

  @Override
  public @Nullable Record model(ModelId model) {
    return works.report(model);
  }

  /** Returns what the graphics cards have done. */
  @Override
  public Map<String, DeviceReading> read() {
    return gpus.work(System.nanoTime());
  }

  /**
   * Reads memory in use now; a card's on the thread that reads cards. Null when there is no answer.
   */
  private @Nullable Long attributableBytes(String device) {
    if (!ModelWorks.isGpu(device)) {
      return hostProcess.residentBytes();
    }
    try {
      return reader
          .submit(() -> gpus.attributableBytes(device, System.nanoTime()))
          .get(READ_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
      LOGGER.debug("{} was not read", device, e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    if (runtime != null) {
      runtime.close();
    }
    try {
      reader.execute(gpus::close);
    } catch (RejectedExecutionException e) {
      LOGGER.debug("There were no cards", e);
    }
    reader.shutdown();
  }
}
