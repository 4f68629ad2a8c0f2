package io.github.djlobservability.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.privacy.Privacy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSubjectTest {
  private static final Privacy PRIVACY = Privacy.ofProcess(ValuePolicy.DEFAULTS);
  private static final String OURS =
      "{\"request_id\":\"%s\",\"trace_id\":\"%s\",\"input\":%s,\"output\":null}";
  private static final String SAGE_MAKERS =
      "{\"captureData\":{\"endpointInput\":{\"data\":\"%s\"},\"endpointOutput\":{\"data\":\"1\"}},"
          + "\"eventMetadata\":{\"inferenceId\":\"%s\",\"customAttributes\":[\"trace_id=%s\"]}}";

  @TempDir Path folder;

  private static LineSubject subject() {
    return new LineSubject(new Subject("c 17", Set.of("r1")), "customer", PRIVACY);
  }

  @Test
  void knowsLinesByRequestAndTrace() {
    LineSubject byTrace = new LineSubject(new Subject("t1", Set.of()), null, PRIVACY);
    assertThat(subject().test(OURS.formatted("r1", "t1", "{}"))).isTrue();
    assertThat(subject().test(OURS.formatted("r2", "t1", "{\"n\":\"r1\"}"))).isFalse();
    assertThat(byTrace.test(OURS.formatted("r2", "t1", "{}"))).isTrue();
    assertThat(subject().test(SAGE_MAKERS.formatted("{}", "r1", "t1"))).isTrue();
    assertThat(byTrace.test(SAGE_MAKERS.formatted("{}", "r1", "t1"))).isTrue();
    assertThat(byTrace.test(SAGE_MAKERS.formatted("{}", "r1", "t2"))).isFalse();
  }

  @Test
  void knowsLinesByTheFieldThatIsTheKeyPlainOrHashed() {
    String row = "[{\"customer\":\"%s\"}]";
    assertThat(subject().test(OURS.formatted("r2", "t", row.formatted("c 17")))).isTrue();
    assertThat(subject().test(OURS.formatted("r2", "t", row.formatted(PRIVACY.hash("c 17")))))
        .isTrue();
    assertThat(subject().test(OURS.formatted("r2", "t", row.formatted("c 171")))).isFalse();
    assertThat(subject().test(OURS.formatted("r2", "t", "{\"other\":\"c 17\"}"))).isFalse();
    String escaped = row.formatted("c 17").replace("\"", "\\\"");
    assertThat(subject().test(SAGE_MAKERS.formatted(escaped, "r2", "t"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"customer\":[\"c 16\",\"c 17\"]}",
        "{\"customer\":{\"0\":\"c 16\",\"1\":\"c 17\"}}",
        "{\"columns\":[\"n\",\"customer\"],\"data\":[[1,\"c 16\"],[1,\"c 17\"]]}",
        "[{\"name\":\"customer\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"c 17\",\"c 16\"]}]",
        "[{\"key\":\"customer\",\"value\":[\"c 17\"]}]",
        "{\"a.customer\":\"c 17\"}",
        "[[\"c 17\",3]]",
        "\"n,customer\\n1,c 17\\n\"",
        "\"{\\\"customer\\\":\\\"c 17\\\",...(cut)\""
      })
  void knowsLinesInWhateverFormTheFieldStands(String body) {
    assertThat(subject().test(OURS.formatted("r2", "t", body))).isTrue();
    assertThat(subject().test(OURS.formatted("r2", "t", body.replace("c 17", "c 171")))).isFalse();
    LineSubject number = new LineSubject(new Subject("17", Set.of()), "customer", PRIVACY);
    assertThat(number.test(OURS.formatted("r2", "t", "{\"customer\":[16.0,17.0]}"))).isTrue();
    assertThat(number.test(OURS.formatted("r2", "t", "{\"inputs\":[[17,1]]}"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"request_id\":\"r1\",\"inp", "r1"})
  void aLineThatIsCutOffGoesIfAnIdStandsInIt(String line) {
    LineSubject plain = new LineSubject(new Subject("r1", Set.of()), null, PRIVACY);
    assertThat(plain.test(line)).isEqualTo(line.startsWith("{"));
    assertThat(plain.test("{\"request_id\":\"r2\",\"inp")).isFalse();
  }

  @Test
  void aFolderLosesTheLinesAndKeepsTheOthersInTheirFiles() throws IOException {
    LogFolder log = new LogFolder(folder, 1 << 20, Duration.ofDays(1));
    long now = System.currentTimeMillis();
    for (String request : List.of("r1", "r2", "r1", "r3")) {
      log.write(OURS.formatted(request, "t", "{}"), now);
    }
    assertThat(log.erase(subject()::mayBeIn, subject())).isEqualTo(2);
    assertThat(log.erase(subject()::mayBeIn, subject())).isZero();
    log.write(OURS.formatted("r4", "t", "{}"), now);
    log.close();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    assertThat(lines)
        .containsExactly(
            OURS.formatted("r2", "t", "{}"),
            OURS.formatted("r3", "t", "{}"),
            OURS.formatted("r4", "t", "{}"));
  }
}
