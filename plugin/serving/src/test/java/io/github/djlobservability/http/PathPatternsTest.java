package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathPatternsTest {

  @Test
  void matchWholePathsAndOpenEnds() {
    PathPatterns patterns = new PathPatterns(List.of("/ping", "/v2/health/*"));

    assertThat(List.of("/ping", "/v2/health/live", "/v2/health/")).allMatch(patterns::matches);
    assertThat(List.of("/pings", "/", "/v2/health", "/predictions/ping"))
        .noneMatch(patterns::matches);
  }
}
