package io.github.djlobservability.cli;

/** The version of the plugin, from its jar's manifest. */
final class Version {

  private Version() {}

  /** The version; {@code "development"} when the classes are in no jar. */
  static String ofPlugin() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
