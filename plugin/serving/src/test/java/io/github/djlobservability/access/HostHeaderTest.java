package io.github.djlobservability.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
  private final HostHeader hosts = new HostHeader(List.of("models.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8081",
        "EVIL.example.",
        "127.0.0.1.evil.example",
        "10.0.0.7.nip.io:8081",
        "localhost.evil.example",
        "cluster.local.evil.example",
        "[::1].evil.example",
        "1.2.3.4:80:evil.example"
      })
  void aNameThatAStrangerCanHaveIsNotOurs(String host) {
    assertThat(hosts.isOwn(host, true)).isFalse();
    assertThat(hosts.isOwn(host, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.7:8081",
        "[fd00::7]:8081",
        "djl-serving:8081",
        "djl.models.svc:8081",
        "djl.models.svc.cluster.local",
        "ip-10-0-0-7.ec2.internal:8081",
        "Models.Example:8081",
        "localhost"
      })
  void namesThatNobodyCanRegisterAreOurs(String host) {
    assertThat(hosts.isOwn(host, false)).isTrue();
  }

  @Test
  void onLoopbackOnlyItsNamesAre() {
    assertThat(hosts.isOwn("localhost:8080", true)).isTrue();
    assertThat(hosts.isOwn("[::1]:8080", true)).isTrue();
    assertThat(hosts.isOwn("models.example", true)).isTrue();
    assertThat(hosts.isOwn("djl-serving:8080", true)).isFalse();
    assertThat(hosts.isOwn("10.0.0.7:8080", true)).isFalse();
    assertThat(hosts.isOwn(null, true)).isTrue();
  }
}
