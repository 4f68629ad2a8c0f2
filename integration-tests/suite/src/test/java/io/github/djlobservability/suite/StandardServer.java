package io.github.djlobservability.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.server.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one server with all models, started once for all classes that use it. After each
 * class the plugin must not have logged a problem, and no buffer may have leaked.
 */
final class StandardServer implements ParameterResolver, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(StandardServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ObservedServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    ServerLog log = server(context).server().log();
    assertThat(log.ourProblems()).describedAs("in %s", log).isEmpty();
    assertThat(log.leaks()).describedAs("in %s", log).isEmpty();
  }

  private static ObservedServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(ObservedServer.class, key -> start(), ObservedServer.class);
  }

  private static ObservedServer start() {
    try {
      return ObservedServer.startWithAllModels("standard");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
