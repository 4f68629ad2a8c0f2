package io.github.djlobservability.suite.demo;

/**
 * Ends this Java when the process that started it has ended, however it did. Maven does not end
 * what it started when it is killed.
 */
final class StopWithParent {

  private StopWithParent() {}

  static void begin() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var unused = parent.onExit().thenRun(() -> System.exit(ServeDemo.FAILED));
            });
  }
}
