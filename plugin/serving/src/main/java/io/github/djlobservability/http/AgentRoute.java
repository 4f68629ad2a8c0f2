package io.github.djlobservability.http;

import io.github.djlobservability.telemetry.Failures;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the OpenTelemetry Java agent the route of the request that is current. Its own HTTP metrics
 * take {@code http.route} from what its instrumentations of web frameworks have told it, never from
 * the span. Thread-safe.
 */
final class AgentRoute {
  /** Joined, for packaging renames whatever constant begins like our own OpenTelemetry. */
  private static final String AGENT =
      String.join(".", "io", "opentelemetry", "javaagent", "shaded");

  private static final String ROUTE = AGENT + ".instrumentation.api.semconv.http.HttpServerRoute";
  private static final String SOURCE = ROUTE + "Source";
  private static final String CONTEXT =
      String.join(".", AGENT, "io", "opentelemetry", "context", "Context");

  private final @Nullable MethodHandle update;

  private final Failures failures;

  private AgentRoute(@Nullable MethodHandle update, Failures failures) {
    this.update = update;
    this.failures = failures;
  }

  /** Finds the agent; without one, or with one of another make, nothing is told. */
  static AgentRoute find(Failures failures) {
    try {
      return new AgentRoute(update(), failures);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return new AgentRoute(null, failures);
    }
  }

  private static MethodHandle update() throws ReflectiveOperationException {
    Class<?> context = bootstrapped(CONTEXT);
    Class<?> source = bootstrapped(SOURCE);
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodHandle current = lookup.findStatic(context, "current", MethodType.methodType(context));
    MethodHandle update =
        lookup.findStatic(
            bootstrapped(ROUTE),
            "update",
            MethodType.methodType(void.class, context, source, String.class));
    Object controller = source.getField("CONTROLLER").get(null);
    return MethodHandles.foldArguments(
        MethodHandles.insertArguments(update, 1, controller), current);
  }

  /** The agent puts what all of the process shares below every other class. */
  private static Class<?> bootstrapped(String name) throws ClassNotFoundException {
    return Class.forName(name, true, null);
  }

  /** Tells the route; to be called where the agent's span is current. */
  void tell(@Nullable String route) {
    if (update == null || route == null) {
      return;
    }
    try {
      update.invokeExact(route);
    } catch (Throwable e) {
      // Then its metrics lack the route, and nothing else.
      failures.caught("http", e);
    }
  }
}
