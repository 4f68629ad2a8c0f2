package io.github.djlobservability.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the plugin's own: it works on what comes through hand-offs and does what is due by
 * the clock. It outlives everything that an item or a task throws, errors included: each is caught
 * by itself, counted by part, and the next goes on. Should the loop itself fail, it begins anew, at
 * most {@value Restarts#MOST} times an hour; then the worker gives up, refuses what is offered, and
 * says so. Set up by one thread; thread-safe once it is started.
 *
 * <p>While there is work, it looks for more every few milliseconds, so that who hands something
 * over needn't wake it, and so that what is alike is done in a row, out of warm caches.
 */
public final class Worker {
  private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final long AWAKE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final String name;
  private final String part;
  private final FailureListener failures;
  private final LongSupplier nanoTime;
  private final Thread thread;
  private final List<Inlet<?>> inlets = new ArrayList<>();
  private final List<Due> tasks = new ArrayList<>();
  private final List<Runnable> lastTasks = new ArrayList<>();
  private final Restarts restarts = new Restarts();
  private final LongAdder caught = new LongAdder();
  private long pauseNanos = PAUSE.toNanos();
  private volatile WorkerState state = WorkerState.NEW;
  private volatile boolean asleep;
  private volatile boolean stopped;

  /** Is the time at which the present item or task began; 0 between them. */
  private volatile long begunAt;

  Worker(
      String name,
      String part,
      FailureListener failures,
      LongSupplier nanoTime,
      OwnThreads threads) {
    this.name = name;
    this.part = part;
    this.failures = failures;
    this.nanoTime = nanoTime;
    thread = new Thread(this::run, "djl-serving-observability-" + name);
    thread.setDaemon(true);
    threads.note(name, thread);
  }

  /** Has it work on what is handed over; hand-offs are looked at in the order they are named. */
  public <T> void takes(HandOff<T> handOff, Consumer<? super T> work) {
    inlets.add(new Inlet<>(handOff, item -> guard(work, item)));
    handOff.wakes(this);
  }

  /**
   * Has it look for more this often while there is work, in place of every few milliseconds: for
   * what nobody waits for, so that more of it is done in a row.
   */
  public void gathers(Duration pause) {
    pauseNanos = pause.toNanos();
  }

  /** Has it do something again and again. */
  public void every(Duration period, Runnable task) {
    every(period, () -> true, task);
  }

  /**
   * Has it do something again and again while it is needed; it doesn't wake for it otherwise.
   *
   * @param needed is asked by this thread, and changes only by what this thread does
   */
  public void every(Duration period, BooleanSupplier needed, Runnable task) {
    tasks.add(new Due(period.toNanos(), needed, task));
  }

  /** Has it do something at its end, when all that waited is worked off. */
  public void atEnd(Runnable task) {
    lastTasks.add(task);
  }

  /** Starts the thread. */
  public void start() {
    state = WorkerState.RUNNING;
    thread.start();
  }

  /** Has it look at once at what was handed over. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  void wakeIfAsleep() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  /** Has the thread end when it has worked off what waits; for who has nothing more to do. */
  public void finish() {
    stopped = true;
    wake();
  }

  /**
   * Stops the thread when it has worked off what waits and done its last tasks. One that is not
   * ready within the limit is interrupted and left.
   *
   * @return whether it ended in time
   */
  public boolean close(Duration limit) {
    finish();
    try {
      thread.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOGGER.warn("Thread {} does not end within {} ms and is left", name, limit.toMillis());
      thread.interrupt();
    }
    return !thread.isAlive();
  }

  private void run() {
    while (true) {
      try {
        loop();
        end();
        state = WorkerState.STOPPED;
        return;
      } catch (Throwable e) {
        note(e);
        if (!restarts.allowed(System.nanoTime())) {
          giveUp();
          return;
        }
      }
    }
  }

  private void loop() {
    long now = nanoTime.getAsLong();
    tasks.forEach(task -> task.begin(now));
    long workedAt = now;
    while (!stopped) {
      int done = drain();
      if (done > 0) {
        workedAt = nanoTime.getAsLong();
      }
      runDue();
      if (done < Inlet.BATCH) {
        pause(workedAt);
      }
    }
  }

  /** Returns the most that one hand-off had. */
  private int drain() {
    int most = 0;
    for (Inlet<?> inlet : inlets) {
      most = Math.max(most, inlet.drain());
    }
    return most;
  }

  private void runDue() {
    long now = nanoTime.getAsLong();
    for (Due task : tasks) {
      if (task.isDue(now)) {
        guard(Runnable::run, task.task());
      }
    }
  }

  private void pause(long workedAt) {
    // An interrupt is nobody's to send but close's; kept, it would have us never pause again.
    boolean unused = Thread.interrupted();
    long now = nanoTime.getAsLong();
    long nanos = LONGEST_SLEEP_NANOS;
    for (Due task : tasks) {
      nanos = Math.min(nanos, task.nanosLeft(now));
    }
    if (!inlets.isEmpty() && now - workedAt < AWAKE_NANOS) {
      LockSupport.parkNanos(this, Math.min(nanos, pauseNanos));
      return;
    }
    asleep = true;
    // Whoever hands something over after this look sees that we sleep, and wakes us.
    if (!stopped && inlets.stream().allMatch(Inlet::isEmpty)) {
      LockSupport.parkNanos(this, nanos);
    }
    asleep = false;
  }

  private void end() {
    inlets.forEach(Inlet::close);
    for (int done = 1; done > 0; ) {
      done = drain();
    }
    lastTasks.forEach(task -> guard(Runnable::run, task));
  }

  private <T> void guard(Consumer<? super T> work, T item) {
    begunAt = nanoTime.getAsLong() | 1;
    try {
      work.accept(item);
    } catch (Throwable e) {
      note(e);
    } finally {
      begunAt = 0;
    }
  }

  /** Without memory not even this may succeed, and nothing more than the count is left. */
  private void note(Throwable failure) {
    caught.increment();
    try {
      failures.caught(part, failure);
    } catch (Throwable e) {
      caught.increment();
    }
  }

  private void giveUp() {
    state = WorkerState.GIVEN_UP;
    try {
      LOGGER.error(
          "Thread {} has failed {} times within an hour and is not started again;"
              + " the log says why, and a restart of the server starts it",
          name,
          Restarts.MOST + 1);
      inlets.forEach(Inlet::abandon);
    } catch (Throwable e) {
      note(e);
    }
  }

  /** Returns how it stands; for any thread. */
  public Report report() {
    long begun = begunAt;
    double busySeconds = begun == 0 ? 0 : (nanoTime.getAsLong() - begun) / 1e9;
    return new Report(
        name, state.label(restarts.count()), restarts.count(), caught.sum(), busySeconds);
  }

  /**
   * A worker at one moment.
   *
   * @param state as {@link WorkerState} labels it
   * @param restarts how often its loop began anew
   * @param failures what it has caught
   * @param busySeconds how long it has worked on the item or task at hand; 0 between them. Many
   *     seconds say that it hangs
   */
  public record Report(String name, String state, int restarts, long failures, double busySeconds) {
    /** Returns whether it does its work, or has not begun to. */
    public boolean isUp() {
      return !state.equals(WorkerState.GIVEN_UP.label(0));
    }
  }

  /** A hand-off and what is done with its items. */
  private record Inlet<T>(HandOff<T> handOff, Consumer<T> work) {
    /** After as many items of one, other hand-offs and tasks have their turn. */
    static final int BATCH = 256;

    int drain() {
      return handOff.drain(BATCH, work);
    }

    boolean isEmpty() {
      return handOff.size() == 0;
    }

    void close() {
      handOff.close();
    }

    void abandon() {
      handOff.abandon();
    }
  }

  /** A task and when it is due. */
  private static final class Due {
    private final long periodNanos;
    private final BooleanSupplier needed;
    private final Runnable task;
    private long dueAt;

    Due(long periodNanos, BooleanSupplier needed, Runnable task) {
      this.periodNanos = periodNanos;
      this.needed = needed;
      this.task = task;
    }

    Runnable task() {
      return task;
    }

    void begin(long now) {
      dueAt = now + periodNanos;
    }

    boolean isDue(long now) {
      if (now - dueAt < 0 || !needed.getAsBoolean()) {
        return false;
      }
      dueAt += periodNanos;
      if (dueAt - now <= 0) {
        // One that is late does not catch up.
        dueAt = now + periodNanos;
      }
      return true;
    }

    long nanosLeft(long now) {
      return needed.getAsBoolean() ? Math.max(0, dueAt - now) : LONGEST_SLEEP_NANOS;
    }
  }
}
