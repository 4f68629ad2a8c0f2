package io.github.djlobservability.suite.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts and recording rules of docs/prometheus. */
class AlertRulesTest {
  private static final String CASES = "/prometheus/alerts-test.yml";
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern RUNBOOK = Pattern.compile("runbook: docs/alerts\\.md#(\\w+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (\\w+)$");
  private static final int SHORTEST_PARAGRAPH = 60;

  @ParameterizedTest
  @ValueSource(
      strings = {"alerts.yml", "drift-rules.yml", "otlp/alerts.yml", "otlp/drift-rules.yml"})
  @Needs(Program.PROMTOOL)
  void rulesAreInOrder(String file) throws IOException, InterruptedException {
    assertThat(Promtool.problemsWithRules(rules(file))).isEmpty();
  }

  @Test
  @Needs(Program.PROMTOOL)
  void everyAlertComesWhereItShouldAndStaysAwayElsewhere(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path cases = folder.resolve("cases.yml");
    Files.writeString(cases, cases());
    for (String file : List.of("alerts.yml", "drift-rules.yml")) {
      Files.copy(rules(file), folder.resolve(file));
    }
    assertThat(Promtool.failedCases(cases)).isEmpty();
    assertThat(alerts()).isNotEmpty().allMatch(alert -> isExpected(alert));
  }

  private static boolean isExpected(String alert) {
    return cases().contains("{alertname=\"" + alert + "\"");
  }

  @Test
  void everyAlertHasAParagraphToTurnTo() throws IOException {
    List<String> links = new ArrayList<>();
    for (String file : List.of("alerts.yml", "drift-rules.yml")) {
      links.addAll(all(RUNBOOK, Files.readString(rules(file))));
    }
    assertThat(links)
        .containsExactlyElementsOf(
            alerts().stream().map(alert -> alert.toLowerCase(Locale.ROOT)).toList());
    String page = Files.readString(BuiltFiles.documentation("alerts.md"));
    assertThat(all(HEADING, page)).containsExactlyInAnyOrderElementsOf(alerts());
    assertThat(page.split("(?m)^###? .*$", -1))
        .filteredOn(part -> !part.isBlank())
        .allMatch(part -> part.strip().length() > SHORTEST_PARAGRAPH);
  }

  /** {@code -Ddocs.update=true} writes the files of OTLP anew. */
  @Test
  void theRulesForOtlpAreTheSameByOtherNames() throws IOException {
    for (String file : List.of("alerts.yml", "drift-rules.yml")) {
      String expected = byOtlp(Files.readString(rules(file)));
      Path written = rules("otlp/" + file);
      if (Boolean.getBoolean("docs.update")) {
        Files.writeString(written, expected);
      }
      assertThat(Files.readString(written)).isEqualTo(expected);
    }
  }

  /** Scraping alone has {@code up}. */
  private static String byOtlp(String scraped) throws IOException {
    String other =
        scraped
            .replaceAll(
                "(?s)      # Give the scrape configuration.*?(?=      - alert: DjlServingSilent)",
                "")
            .replace(
                "Names are those of the plugin's Prometheus endpoint. For metrics that come by OTLP"
                    + " take otlp/alerts.yml instead.",
                "Names are those of metrics that come by OTLP; made of ../alerts.yml.")
            .replace(
                "For metrics that come by OTLP take otlp/drift-rules.yml instead.",
                "Names are those of metrics that come by OTLP; made of ../drift-rules.yml.");
    return MetricNames.read().byOtlp(other);
  }

  private static List<String> alerts() throws IOException {
    List<String> alerts = new ArrayList<>();
    for (String file : List.of("alerts.yml", "drift-rules.yml")) {
      alerts.addAll(all(ALERT, Files.readString(rules(file))));
    }
    return alerts;
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static Path rules(String file) {
    return BuiltFiles.documentation("prometheus").resolve(file);
  }

  private static String cases() {
    try (InputStream in = AlertRulesTest.class.getResourceAsStream(CASES)) {
      return new String(Objects.requireNonNull(in, CASES).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
