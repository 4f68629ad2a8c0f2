package io.github.djlobservability.hardware;

import io.github.djlobservability.load.DeviceReader;
import io.github.djlobservability.load.DeviceReading;
import io.github.djlobservability.model.Computations;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.Worker;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
  private static final String PART = "hardware";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MAX_ASKED = 100;
  private static final long ASK_BYTES = 200;

  /** Closing a card's library takes no longer. */
  private static final Duration CLOSE_LIMIT = Duration.ofMillis(200);

  /** A load waits no longer for a card that does not answer. */
  private static final long READ_LIMIT_SECONDS = 5;

  private final Telemetry telemetry;
  private final HostProcess hostProcess;
  private final ModelWorks works;
  private final GpuWatch gpus;
  private final LoadMemory loads = new LoadMemory(this::attributableBytes);
  private final @Nullable RuntimeTelemetry runtime;
  private final HandOff<Runnable> asked;
  private final Worker reader;

  private Hardware(String gpuLibrary, Telemetry telemetry, Map<String, String> environment) {
    this.telemetry = telemetry;
    // An agent writes jvm.* itself.
    this.runtime = telemetry.ownsSdk() ? RuntimeTelemetry.create(telemetry.openTelemetry()) : null;
    this.hostProcess = new HostProcess(new ProcFiles(Path.of("/proc")), telemetry.ownsSdk());
    this.works =
        new ModelWorks(CurrentThread.counters(), telemetry.instruments(HardwareMetric.class));
    GpuPoller poller =
        new GpuPoller(
            () -> NvmlReader.open(gpuLibrary, ProcessHandle.current().pid()),
            environment.get("CUDA_VISIBLE_DEVICES"),
            (level, line) -> LOGGER.atLevel(level).log(line));
    this.gpus = new GpuWatch(poller, works);
    this.asked = telemetry.workers().handOff(PART, MAX_ASKED, Long.MAX_VALUE, ask -> ASK_BYTES);
    this.reader = telemetry.workers().worker(PART, PART);
    reader.takes(asked, Runnable::run);
    reader.every(POLL, this::poll);
    reader.atEnd(gpus::close);
  }

  /**
   * Begins to watch.
   *
   * @param environment the environment's variables, which may hide cards from the process
   */
  public static Hardware start(
      String gpuLibrary, Telemetry telemetry, Map<String, String> environment) {
    Hardware hardware = new Hardware(gpuLibrary, telemetry, environment);
    telemetry.instruments(HardwareMetric.class).observe(hardware::writeTo);
    boolean unused = hardware.asked.offer(hardware::poll);
    hardware.reader.start();
    return hardware;
  }

  private void poll() {
    if (!gpus.poll(System.nanoTime())) {
      reader.finish();
    }
  }

  private void writeTo(Measurements<HardwareMetric> to) {
    try {
      hostProcess.writeTo(to);
      gpus.writeTo(to, System.nanoTime());
      works.writeTo(to);
    } catch (RuntimeException | Error e) {
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
    } catch (RuntimeException | Error e) {
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
    FutureTask<@Nullable Long> reading =
        new FutureTask<>(() -> gpus.attributableBytes(device, System.nanoTime()));
    if (!asked.offer(reading)) {
      return null;
    }
    reader.wake();
    try {
      return reading.get(READ_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
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
    boolean unused = reader.close(CLOSE_LIMIT);
  }
}
