package io.github.djlobservability.suite.boards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.prometheus.MetricNames;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The dashboards are what their script makes. */
class DashboardScriptTest {
  private static final int DIGEST_BYTES = 8;

  @Test
  void theScriptThatMadeThemIsTheOneThatIsHere() throws IOException, NoSuchAlgorithmException {
    byte[] script = Files.readAllBytes(BuiltFiles.documentation("dashboards/dashboards.ts"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(script);
    String tag = "script-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    for (String names : new String[] {"scrape", "otlp"}) {
      for (String board : Board.NAMES) {
        assertThat(Board.read(names, board).tags())
            .as("%s/%s.json; npm ci && npm run build in docs/dashboards", names, board)
            .contains("djl-serving", names, tag);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("io.github.djlobservability.suite.boards.Board#NAMES")
  void thoseForOtlpAskTheSameByOtherNames(String board) throws IOException {
    MetricNames names = MetricNames.read();
    assertThat(Board.read("otlp", board).queries())
        .containsExactlyElementsOf(
            Board.read("scrape", board).queries().stream()
                .map(query -> new Board.Query(query.panel(), names.byOtlp(query.expression())))
                .toList());
  }

  @ParameterizedTest
  @FieldSource("io.github.djlobservability.suite.boards.Board#NAMES")
  void nothingIsMadeUpWhereAQueryReturnsNothing(String board) throws IOException {
    assertThat(Board.read("scrape", board).queries())
        .isNotEmpty()
        .noneMatch(query -> query.expression().contains("vector("));
  }
}
