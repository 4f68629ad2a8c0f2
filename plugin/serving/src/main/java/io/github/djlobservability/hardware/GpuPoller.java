package io.github.djlobservability.hardware;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Reads the cards from time to time. {@link #poll} and {@link #readNow} are for one thread, the
 * rest is thread-safe.
 *
 * <p>A machine without cards or driver is one line in the log, and so is each card that is lost,
 * however often that happens. A lost card is tried again once a minute.
 */
final class GpuPoller implements AutoCloseable {
  private final GpuReader.Opener opener;
  private final @Nullable String cudaVisibleDevices;
  private final BiConsumer<Level, String> log;
  private final Set<String> reported = new HashSet<>();
  private volatile List<Gpu> gpus = List.of();
  private @Nullable GpuReader reader;
  private boolean opened;
  private boolean hangReported;
  private volatile @Nullable Long pollingSince;

  /**
   * @param cudaVisibleDevices see {@link VisibleGpus}
   * @param log where the lines go
   */
  GpuPoller(
      GpuReader.Opener opener, @Nullable String cudaVisibleDevices, BiConsumer<Level, String> log) {
    this.opener = opener;
    this.cudaVisibleDevices = cudaVisibleDevices;
    this.log = log;
  }

  /** Returns the cards that there are. */
  List<Gpu> gpus() {
    return gpus;
  }

  /**
   * Reads every card that is due.
   *
   * @return whether there is anything to poll at all
   */
  boolean poll(long nowNanos) {
    pollingSince = nowNanos;
    try {
      return pollAll(nowNanos);
    } finally {
      pollingSince = null;
    }
  }

  private boolean pollAll(long nowNanos) {
    GpuReader open = reader();
    if (open == null) {
      return false;
    }
    for (Gpu gpu : gpus) {
      if (gpu.isDue(nowNanos)) {
        read(open, gpu, nowNanos);
      }
    }
    for (GpuReader.Xid error : open.newErrors()) {
      gpus.stream()
          .filter(gpu -> gpu.identity().index() == error.index())
          .filter(gpu -> gpu.failed(error.code()))
          .forEach(gpu -> log.accept(Level.WARN, gpu.device() + " reports Xid " + error.code()));
    }
    return !gpus.isEmpty();
  }

  /**
   * Says once when the driver doesn't come back, which only another thread than the one that polls
   * can see.
   */
  synchronized void reportHang(long nowNanos) {
    Long since = pollingSince;
    if (since != null && nowNanos - since > Gpu.FRESH_NANOS && !hangReported) {
      hangReported = true;
      log.accept(Level.WARN, "The GPU driver does not answer; its metrics are absent");
    }
  }

  /** Reads one card; null when it can't be read. */
  @Nullable GpuReading readNow(String device, long nowNanos) {
    GpuReader open = reader();
    for (Gpu gpu : gpus) {
      if (open != null && gpu.device().equals(device) && gpu.isDue(nowNanos)) {
        read(open, gpu, nowNanos);
        return gpu.reading(nowNanos);
      }
    }
    return null;
  }

  private void read(GpuReader open, Gpu gpu, long nowNanos) {
    try {
      gpu.read(open.read(gpu.identity()), nowNanos);
    } catch (GpuException | LinkageError e) {
      gpu.lose(nowNanos);
      if (reported.add(gpu.device())) {
        log.accept(
            Level.WARN,
            gpu.device()
                + " ("
                + gpu.identity().model()
                + ") can't be read: "
                + e.getMessage()
                + ". Its metrics are absent while that is so");
      }
    }
  }

  private @Nullable GpuReader reader() {
    if (!opened) {
      opened = true;
      open();
    }
    return reader;
  }

  private void open() {
    try {
      GpuReader found = opener.open();
      reader = found;
      List<Gpu> visible = new ArrayList<>();
      VisibleGpus.of(found.gpus(), cudaVisibleDevices)
          .forEach((device, identity) -> visible.add(new Gpu(device, identity)));
      gpus = List.copyOf(visible);
      if (visible.isEmpty()) {
        log.accept(Level.INFO, "No GPU is visible; there are no metrics of one");
      }
    } catch (GpuException | LinkageError e) {
      log.accept(Level.INFO, "No GPU driver; there are no metrics of one: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
