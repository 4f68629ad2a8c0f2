package io.github.djlobservability.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String READ = "token-of-a-reader";
  private static final String MANAGE = "token-of-a-manager";

  private long now;
  private final Access access = access(Map.of(Right.READ, READ, Right.MANAGE, MANAGE));

  private Access access(Map<Right, String> tokens) {
    return new Access(
        new AccessSettings(
            tokens, true, List.of(network("10.1.0.0/16")), List.of("models.example")),
        new SecureRandom(),
        () -> now);
  }

  @Test
  void aStrangerMayScrapeAndNothingElse() {
    assertThat(access.decide(Right.SCRAPE, stranger()).allowed()).isTrue();
    for (Right right : List.of(Right.READ, Right.LABEL, Right.MANAGE)) {
      Decision decision = access.decide(right, stranger());
      assertThat(decision.allowed()).isFalse();
      assertThat(decision.status()).isEqualTo(401);
      assertThat(decision.message()).contains("`" + right.label() + "`", "Bearer TOKEN");
    }
  }

  @Test
  void theRefusalSaysHowToSetATokenWhereThereIsNone() {
    assertThat(access(Map.of()).decide(Right.MANAGE, stranger()).message())
        .contains("observability.access.token.manage", "SERVING_OBSERVABILITY_ACCESS_TOKEN_MANAGE");
    assertThat(access.decide(Right.MANAGE, stranger()).message()).doesNotContain("no token is set");
  }

  @Test
  void aTokenGivesItsRightAndThoseItIncludes() {
    assertThat(access.decide(Right.READ, bearing(READ)).allowed()).isTrue();
    assertThat(access.decide(Right.LABEL, bearing(READ)).status()).isEqualTo(403);
    assertThat(access.decide(Right.MANAGE, bearing(READ)).message()).contains("needed: `manage`");
    for (Right right : Right.values()) {
      assertThat(access.decide(right, bearing(MANAGE)).allowed()).isTrue();
    }
  }

  @Test
  void aTokenTakesNothingAwayFromWhoMayComeWithoutOne() {
    Caller stranger = bearing(READ);
    Caller operator = connector(true, "localhost").authorizedBy(stranger.authorization());
    assertThat(access.decide(Right.MANAGE, stranger).allowed()).isFalse();
    assertThat(access.decide(Right.MANAGE, operator).allowed()).isTrue();
  }

  @Test
  void theSchemeOfATokenIsInAnyCase() {
    Caller stranger = bearing(READ);
    String token = String.valueOf(stranger.authorization());
    Caller lower = stranger.authorizedBy(token.replace("Bearer", "bearer"));
    assertThat(access.decide(Right.READ, lower).allowed()).isTrue();
  }

  @Test
  void wrongTokensAreSlowAndThenNotLookedAt() {
    long last = 0;
    for (int i = 0; i < FailedTries.TOO_MANY; i++) {
      Decision decision = access.decide(Right.READ, bearing("wrong-token-number-" + i));
      assertThat(decision.status()).isEqualTo(401);
      assertThat(decision.delayMillis()).isGreaterThanOrEqualTo(last);
      last = decision.delayMillis();
    }
    assertThat(last).isEqualTo(FailedTries.MAX_DELAY_MILLIS);
    assertThat(access.failedTries()).isEqualTo(FailedTries.TOO_MANY);
    assertThat(access.decide(Right.READ, bearing(READ)).status()).isEqualTo(429);
    now += Duration.ofMinutes(16).toNanos();
    assertThat(access.decide(Right.READ, bearing(READ)).allowed()).isTrue();
  }

  /** A network of IP version 6 has more addresses than anyone can remember. */
  @Test
  void wrongTokensAreThoseOfANetworkOfIpVersion6() {
    for (int i = 0; i < FailedTries.TOO_MANY; i++) {
      String address = "2001:db8:0:1::" + Integer.toHexString(i + 1);
      access.decide(Right.READ, bearing(address, "wrong-token-number-" + i));
    }
    assertThat(access.decide(Right.READ, bearing("2001:db8:0:1::ffff", READ)).status())
        .isEqualTo(429);
    assertThat(access.decide(Right.READ, bearing("2001:db8:0:2::1", READ)).allowed()).isTrue();
  }

  @Test
  void aSenderOfATokenIsTheSameHoweverItIsWritten() {
    String one = Sender.of(bearing(READ));
    assertThat(
            Sender.of(
                caller(
                    "198.51.100.7",
                    false,
                    false,
                    "Bearer    " + READ + " ",
                    null,
                    null,
                    null,
                    null)))
        .isEqualTo(one)
        .doesNotContain(READ);
    assertThat(Sender.of(bearing(MANAGE))).isNotEqualTo(one);
    assertThat(Sender.of(stranger())).isEqualTo("203.0.113.9");
  }

  @Test
  void aTrustedConnectorAndANetworkNeedNoToken() {
    assertThat(access.decide(Right.MANAGE, connector(true, "localhost:8080")).allowed()).isTrue();
    assertThat(access.decide(Right.MANAGE, connector(false, "any-name:8081")).allowed()).isTrue();
    assertThat(access.decide(Right.MANAGE, from("10.1.2.3")).allowed()).isTrue();
    assertThat(access.decide(Right.MANAGE, from("10.2.2.3")).allowed()).isFalse();
  }

  @Test
  void aNameThatIsPointedAtLoopbackIsRefused() {
    Decision decision = access.decide(Right.READ, connector(true, "evil.example:8080"));
    assertThat(decision.status()).isEqualTo(403);
    assertThat(decision.message()).contains("evil.example", "observability.access.hosts");
    Decision operators = access.decide(Right.MANAGE, connector(false, "evil.example:8081"));
    assertThat(operators.status()).isEqualTo(403);
    assertThat(operators.message()).contains("evil.example", "observability.access.hosts");
    assertThat(
            access
                .decide(
                    Right.READ,
                    caller("10.1.2.3", false, false, null, null, "evil.example", null, null))
                .status())
        .isEqualTo(403);
    assertThat(access.decide(Right.READ, connector(true, "[::1]:8080")).allowed()).isTrue();
    assertThat(access.decide(Right.READ, connector(true, "Models.Example")).allowed()).isTrue();
  }

  @Test
  void aPageOfAnotherOriginCanDoNothing() {
    for (String origin : List.of("https://evil.example", "null", "http://localhost:9090", "::")) {
      assertThat(access.decide(Right.MANAGE, action(origin, null)).status()).isEqualTo(403);
    }
    assertThat(access.decide(Right.MANAGE, action(null, "cross-site")).status()).isEqualTo(403);
    assertThat(access.decide(Right.MANAGE, action("null", "cross-site")).status()).isEqualTo(403);
    assertThat(access.decide(Right.MANAGE, action("null", "same-origin")).allowed()).isTrue();
    assertThat(
            access.decide(Right.MANAGE, action("http://localhost:8080", "same-origin")).allowed())
        .isTrue();
    assertThat(access.decide(Right.MANAGE, action(null, null)).allowed()).isTrue();
  }

  @Test
  void aBrowserSignsInForTwelveHours() {
    assertThat(access.signIn("wrong-token-of-some", stranger())).isNull();
    String session = access.signIn(READ, stranger());
    assertThat(session).hasSize(64);
    Caller browser = withCookie("a=b; " + access.cookieName() + "=" + session);
    assertThat(access.decide(Right.READ, browser).holder()).isEqualTo("session read");
    assertThat(access.decide(Right.MANAGE, browser).allowed()).isFalse();
    now += Duration.ofHours(13).toNanos();
    assertThat(access.decide(Right.READ, browser).allowed()).isFalse();
  }

  @Test
  void signingOutEndsTheSession() {
    Caller browser = withCookie(access.cookieName() + "=" + access.signIn(READ, stranger()));
    access.signOut(browser);
    assertThat(access.decide(Right.READ, browser).allowed()).isFalse();
  }

  /** A browser knows one cookie of a name for all servers of a host. */
  @Test
  void theSessionOfOneServerStandsBesideThatOfAnother() {
    Access other = access(Map.of());
    assertThat(other.cookieName()).isNotEqualTo(access.cookieName());
    String session = access.cookieName() + "=" + access.signIn(READ, stranger());
    Caller browser = withCookie(other.cookieName() + "=" + "0".repeat(64) + "; " + session);
    assertThat(access.decide(Right.READ, browser).allowed()).isTrue();
  }

  @Test
  void sessionsAreBounded() {
    Caller first = withCookie(access.cookieName() + "=" + access.signIn(READ, stranger()));
    for (int i = 0; i < Sessions.MAX_SESSIONS; i++) {
      access.signIn(READ, stranger());
    }
    assertThat(access.decide(Right.READ, first).allowed()).isFalse();
  }

  /** Who guesses may sit behind the same address as someone who has a token. */
  @Test
  void aRightTokenDoesNotForgetTheWrongOnesOfItsAddress() {
    List<Decision> refused = new ArrayList<>();
    for (int i = 0; i < FailedTries.TOO_MANY; i++) {
      assertThat(access.decide(Right.READ, bearing(READ)).allowed()).isTrue();
      refused.add(access.decide(Right.READ, bearing("guess " + i)));
    }
    assertThat(refused).allMatch(decision -> decision.status() == 401);
    assertThat(refused.get(refused.size() - 1).delayMillis())
        .isEqualTo(FailedTries.MAX_DELAY_MILLIS);
    assertThat(access.decide(Right.READ, bearing("one more")).status()).isEqualTo(429);
    assertThat(access.decide(Right.READ, bearing(READ)).allowed()).as("known").isTrue();
    assertThat(access.signIn(READ, stranger())).as("known").isNotNull();
    assertThat(access.decide(Right.READ, bearing(MANAGE)).status()).as("not known").isEqualTo(429);
    now += Duration.ofMinutes(16).toNanos();
    assertThat(access.decide(Right.READ, bearing(MANAGE)).allowed()).isTrue();
  }

  @Test
  void readsNetworks() {
    assertThat(network("fd00::/8").contains(address("fd12::1"))).isTrue();
    assertThat(network("192.168.1.77").contains(address("192.168.1.77"))).isTrue();
    assertThat(network("192.168.1.64/26").contains(address("192.168.1.130"))).isFalse();
    assertThat(network("0.0.0.0/0").contains(address("8.8.8.8"))).isTrue();
    for (String wrong : List.of("", "10.0.0.0/33", "example.org/8", "10.0.0.0/-1", "a/b")) {
      assertThat(Network.parse(wrong)).as(wrong).isNull();
    }
  }

  private static Network network(String text) {
    Network network = Network.parse(text);
    if (network == null) {
      throw new IllegalArgumentException(text);
    }
    return network;
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  private static Caller stranger() {
    return caller("203.0.113.9", false, false, null, null, null, null, null);
  }

  private static Caller bearing(String token) {
    return bearing("203.0.113.9", token);
  }

  private static Caller bearing(String address, String token) {
    return caller(address, false, false, "Bearer " + token, null, null, null, null);
  }

  private static Caller withCookie(String cookie) {
    return caller("203.0.113.9", false, false, null, cookie, null, null, null);
  }

  private static Caller from(String address) {
    return caller(address, false, false, null, null, null, null, null);
  }

  private static Caller connector(boolean loopback, String host) {
    return caller("127.0.0.1", true, loopback, null, null, host, null, null);
  }

  private static Caller action(@Nullable String origin, @Nullable String site) {
    return new Caller(
        address("127.0.0.1"), true, true, false, true, null, null, "localhost:8080", origin, site);
  }

  private static Caller caller(
      String address,
      boolean trusted,
      boolean loopback,
      @Nullable String authorization,
      @Nullable String cookie,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site) {
    return new Caller(
        address(address),
        trusted,
        loopback,
        false,
        false,
        authorization,
        cookie,
        host,
        origin,
        site);
  }
}
