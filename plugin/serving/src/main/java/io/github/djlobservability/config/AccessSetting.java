package io.github.djlobservability.config;

import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Network;
import io.github.djlobservability.access.Right;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings of who may do what with the plugin's pages. */
public final class AccessSetting {
  private static final int MAX_HOSTS = 100;

  public static final Setting<String> TOKEN_SCRAPE = token(Right.SCRAPE, "reads the metrics page");

  public static final Setting<String> TOKEN_READ = token(Right.READ, "reads every page");

  public static final Setting<String> TOKEN_LABEL = token(Right.LABEL, "sends labels");

  public static final Setting<String> TOKEN_MANAGE =
      token(Right.MANAGE, "changes references; has all rights");

  public static final Setting<Boolean> OPEN_SCRAPE =
      Setting.ofServer(
              "observability.access.open-scrape",
              Notation.flag(),
              AccessSettings.DEFAULTS.openScrape(),
              "whether anyone may read the metrics page")
          .careful("the metrics page is closed");

  public static final Setting<List<Network>> NETWORKS =
      Setting.optionalOfServer(
          "observability.access.networks",
          Notation.of("networks such as `10.0.0.0/8, fd00::/8`", AccessReading::networks),
          "none",
          "networks whose callers need no token");

  public static final Setting<List<String>> HOSTS =
      Setting.optionalOfServer(
          "observability.access.hosts",
          Notation.names("names of this server, with commas between them", MAX_HOSTS),
          "none",
          "names that the Host header may have, beside those of loopback, where no token comes");

  private AccessSetting() {}

  private static Setting<String> token(Right right, String does) {
    return Setting.optionalOfServer(
        "observability.access.token." + right.name().toLowerCase(Locale.ROOT),
        new Notation<>(
            "a token of 16 to 512 characters, or `file:PATH` of a file that holds it",
            AccessReading::token,
            String::valueOf,
            true),
        "none",
        "the token that " + does + "; see [security.md](security.md)");
  }

  /** Returns who may do what by the server's settings. */
  public static AccessSettings access(Settings settings) {
    Map<Right, String> tokens = new EnumMap<>(Right.class);
    Map.of(
            Right.SCRAPE, TOKEN_SCRAPE,
            Right.READ, TOKEN_READ,
            Right.LABEL, TOKEN_LABEL,
            Right.MANAGE, TOKEN_MANAGE)
        .forEach(
            (right, setting) -> {
              String token = settings.find(setting);
              if (token != null) {
                tokens.put(right, token);
              }
            });
    List<Network> networks = settings.find(NETWORKS);
    List<String> hosts = settings.find(HOSTS);
    return new AccessSettings(
        tokens,
        settings.get(OPEN_SCRAPE) && !settings.isUnreadable(OPEN_SCRAPE),
        networks == null ? List.of() : networks,
        hosts == null ? List.of() : hosts);
  }
}
