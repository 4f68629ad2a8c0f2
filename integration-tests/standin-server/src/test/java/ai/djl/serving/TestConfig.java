package ai.djl.serving;

import ai.djl.serving.util.ConfigManager;

/**
 * Gives the process its configuration, of which it has one: each test class says which one it
 * needs.
 */
public final class TestConfig {

  private TestConfig() {}

  public static ConfigManager init(String... args) {
    ConfigManager.init(new Arguments(args));
    return ConfigManager.getInstance();
  }
}
