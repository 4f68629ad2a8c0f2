package io.github.djlobservability.worker;

import com.sun.jna.NativeLibrary;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has threads of the plugin step back behind the server's where both want the same processor: a
 * request is waited for, what is written about it is not. Thread-safe.
 *
 * <p>Java's own priorities have no effect on Linux, whose threads have a niceness each: of {@value
 * #NICENESS} it gives them a third of what it gives the others, and has those begin at once. Where
 * that can't be set, threads stay as they are.
 */
public final class LowPriority {
  static final int NICENESS = 5;

  private static final Logger LOGGER = LoggerFactory.getLogger(LowPriority.class);

  /** The kernel's {@code PRIO_PROCESS}, which on Linux is a thread. */
  private static final int THREAD = 0;

  private static final int CURRENT = 0;

  private LowPriority() {}

  /**
   * Lowers the priority of the present thread, for good: only a privileged process can raise it
   * again. Threads that it makes begin with the same.
   */
  public static void ofCurrentThread() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return;
    }
    try {
      // A process that is nicer already refuses, and has no need of it.
      int unused =
          NativeLibrary.getInstance("c")
              .getFunction("setpriority")
              .invokeInt(new Object[] {THREAD, CURRENT, NICENESS});
    } catch (RuntimeException | LinkageError e) {
      LOGGER.debug("Threads keep their priority", e);
    }
  }
}
