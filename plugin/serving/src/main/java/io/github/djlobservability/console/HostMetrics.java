package io.github.djlobservability.console;

import ai.djl.serving.plugins.RequestHandler;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * The server's own metrics, as its page {@code /server/metrics} has them. The server makes that
 * page with a class that not every installation has, so it is looked up by name. Stateless.
 */
final class HostMetrics {
  private static final String EXPORTER = "ai.djl.prometheus.MetricExporter";

  private HostMetrics() {}

  /**
   * Returns the page's body, byte for byte; nothing where the server has no such page, or has it
   * switched off.
   *
   * @param names of the metrics that are wanted; none for all
   * @throws ReflectiveOperationException if the server can't make its page
   */
  static byte[] body(Set<String> names) throws ReflectiveOperationException {
    Method export;
    try {
      export =
          Class.forName(EXPORTER, true, RequestHandler.class.getClassLoader())
              .getMethod("export", OutputStream.class, Set.class);
    } catch (ClassNotFoundException e) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      export.invoke(null, body, names);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return new byte[0];
      }
      throw e;
    }
    return body.toByteArray();
  }
}
