package io.github.djlobservability.report.form;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.CheckSettings;
import io.github.djlobservability.report.DriftTest;
import io.github.djlobservability.report.Judged;
import io.github.djlobservability.report.RuleCounts;
import io.github.djlobservability.statistics.comparison.MultivariateMeasure;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A report as JSON, described in docs/command-line.md. */
public final class JsonReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CheckReport report;

  public JsonReport(CheckReport report) {
    this.report = report;
  }

  public String text() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", "djl-serving-observability/check").put("version", 1);
    root.put("drift", report.hasDrift());
    described(root.putObject("reference"), report.reference());
    described(root.putObject("current"), report.current());
    CheckSettings settings = report.settings();
    root.putObject("settings")
        .put("significanceLevel", settings.significanceLevel())
        .put("testLevel", settings.testLevel())
        .put("ruleLevel", settings.ruleLevel())
        .put("minDistance", settings.minDistance())
        .put("minOdds", settings.minOdds())
        .put("weights", settings.weights().text())
        .put("maxBroken", settings.maxBroken())
        .put("tests", report.testCount())
        .put("seed", MultivariateMeasure.SEED);
    ObjectNode leftOut = root.putObject("leftOut");
    report
        .reference()
        .provenance()
        .leftOut()
        .forEach((name, why) -> leftOut.put(name, why.name().toLowerCase(Locale.ROOT)));
    judged(root.putArray("series"), report.series(), true);
    judged(root.putArray("missingValues"), report.presence(), false);
    judged(root.putArray("rows"), report.rows(), false);
    ArrayNode notCompared = root.putArray("notCompared");
    report
        .notCompared()
        .forEach(one -> notCompared.addObject().put("name", one.name()).put("why", one.why()));
    ArrayNode notWatched = root.putArray("notWatched");
    for (NotWatched one : report.notWatched()) {
      notWatched
          .addObject()
          .put("name", one.name())
          .put("reason", one.reason().name().toLowerCase(Locale.ROOT))
          .put("sentence", one.sentence());
    }
    ArrayNode rules = root.putArray("rules");
    for (RuleCounts.Finding finding : report.findings()) {
      rules
          .addObject()
          .put("feature", finding.feature())
          .put("rule", finding.rule().name().toLowerCase(Locale.ROOT))
          .put("rows", finding.count())
          .put("share", finding.share())
          .put("first", finding.first())
          .put("broken", finding.fails());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void described(ObjectNode node, ReferenceProfile profile) {
    node.put("rows", profile.rowCount());
    profile.provenance().sources().forEach(node.putArray("sources")::add);
    node.put("createdAt", profile.provenance().createdAt().toString());
  }

  private static void judged(ArrayNode array, List<Judged> all, boolean ranked) {
    for (Judged judged : all) {
      DriftTest test = judged.test();
      ObjectNode node =
          array
              .addObject()
              .put(ranked ? "series" : "subject", test.subject())
              .put("kind", test.kind().name().toLowerCase(Locale.ROOT))
              .put("drift", judged.drifts())
              .put("status", judged.judgement().label())
              .put("test", test.method());
      number(node, "statistic", test.statistic());
      number(node, "pValue", test.pValue());
      number(node, "adjustedPValue", judged.adjustedPValue());
      test.distances().forEach((name, value) -> number(node, name, value));
      node.put("decidedBy", test.extent().measure());
      number(node, "timesWhatMatters", test.extent().ratio());
      if (ranked) {
        node.put("contribution", judged.contribution());
      }
      node.put("change", test.change());
    }
  }

  /** JSON has no NaN: what was not measured is null. */
  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
