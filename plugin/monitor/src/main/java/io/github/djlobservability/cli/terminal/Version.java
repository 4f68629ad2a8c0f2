package io.github.djlobservability.cli.terminal;

/** The version of the plugin, from its jar's manifest. */
public final class Version {

  private Version() {}

  /** Returns the version; {@code "development"} when the classes are in no jar. */
  public static String ofPlugin() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
