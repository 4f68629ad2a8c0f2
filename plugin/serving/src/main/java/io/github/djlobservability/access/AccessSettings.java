package io.github.djlobservability.access;

import java.util.List;
import java.util.Map;

/**
 * Says who may do what. Immutable.
 *
 * @param tokens the token of each right; a right without one is held through the connector or a
 *     network alone
 * @param openScrape whether anyone may read the metrics page
 * @param networks networks whose callers hold every right without a token
 * @param hosts names, beside those of loopback, that the Host header may have where a right comes
 *     without a token
 */
public record AccessSettings(
    Map<Right, String> tokens, boolean openScrape, List<Network> networks, List<String> hosts) {

  /** No token, metrics open to all, no network, no name but loopback's. */
  public static final AccessSettings DEFAULTS =
      new AccessSettings(Map.of(), true, List.of(), List.of());

  /** Copies the collections. */
  public AccessSettings {
    tokens = Map.copyOf(tokens);
    networks = List.copyOf(networks);
    hosts = List.copyOf(hosts);
  }

  /** Says which rights have a token, never the tokens. */
  @Override
  public String toString() {
    return "AccessSettings[tokens of " + tokens.keySet() + ", openScrape=" + openScrape + "]";
  }
}
