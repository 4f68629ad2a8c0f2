package io.github.djlobservability.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.djlobservability.drift.ConceptChange;
import io.github.djlobservability.drift.Contribution;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells of verdicts as they come: a line of text each, and a line of JSON. Not thread-safe. */
final class VerdictLines implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final @Nullable Writer json;
  private final ReplayPage page;
  private final Map<String, Integer> driftsByFeature = new TreeMap<>();
  private long rows;

  private VerdictLines(PrintStream out, @Nullable Writer json, ReplayPage page) {
    this.out = out;
    this.json = json;
    this.page = page;
  }

  /**
   * Opens the file for JSON.
   *
   * @param file null for none
   * @param page takes in each verdict, too
   */
  static VerdictLines open(@Nullable String file, ReplayPage page, PrintStream out)
      throws IOException {
    Writer json =
        file == null
            ? null
            : new BufferedWriter(Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8));
    return new VerdictLines(out, json, page);
  }

  /**
   * Tells of one.
   *
   * @param skipped rows of the file before the first that the monitor was shown
   */
  void add(Verdict verdict, long skipped) throws IOException {
    Incident incident = verdict.incident();
    boolean repeat = incident != null && incident.repeats() > 0;
    boolean retold = verdict.previousStatus() == Status.DRIFT;
    if (verdict.status() == Status.DRIFT && !repeat && !retold) {
      driftsByFeature.merge(verdict.feature(), 1, Integer::sum);
    }
    out.println(text(verdict, skipped));
    page.add(verdict);
    if (json != null) {
      json.write(JSON.writeValueAsString(node(verdict, skipped)));
      json.write('\n');
    }
  }

  private static String text(Verdict verdict, long skipped) {
    Onset onset = verdict.onset();
    String since =
        onset == null
            ? ""
            : String.format(
                Locale.ROOT,
                ", since row %,d (%,d to %,d)",
                onset.item() + skipped,
                onset.earliest() + skipped,
                onset.latest() + skipped);
    return String.format(
        Locale.ROOT,
        "row %,d  %s  %s, %s, %s%s%s%s: %s%s",
        verdict.item() + skipped,
        verdict.status(),
        verdict.feature(),
        lowerCase(verdict.check()),
        lowerCase(verdict.kind()),
        verdict.shape() == null ? "" : ", " + lowerCase(verdict.shape()),
        course(verdict, skipped),
        since,
        verdict.effect().description(),
        verdict.cause() == null ? "" : "; " + verdict.cause().sentence());
  }

  private static String course(Verdict verdict, long skipped) {
    Incident incident = verdict.incident();
    return incident == null || incident.course() == Course.BEGUN
        ? ""
        : String.format(
            Locale.ROOT,
            ", %s (noticed at row %,d%s)",
            lowerCase(incident.course()),
            incident.began() + skipped,
            incident.over() == 0
                ? ""
                : String.format(Locale.ROOT, "; over since row %,d", incident.over() + skipped));
  }

  private static ObjectNode node(Verdict verdict, long skipped) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("row", verdict.item() + skipped)
            .put("feature", verdict.feature())
            .put("check", lowerCase(verdict.check()))
            .put("kind", lowerCase(verdict.kind()))
            .put("status", verdict.status().name())
            .put("previousStatus", verdict.previousStatus().name())
            .put("modelStatus", verdict.modelStatus().name())
            .put("shape", verdict.shape() == null ? null : lowerCase(verdict.shape()));
    Onset onset = verdict.onset();
    node.put("onsetRow", onset == null ? null : onset.item() + skipped);
    node.put("onsetEarliest", onset == null ? null : onset.earliest() + skipped);
    node.put("onsetLatest", onset == null ? null : onset.latest() + skipped);
    number(node, "statistic", verdict.statistic());
    number(node, "threshold", verdict.threshold());
    node.put("effect", verdict.effect().description());
    Incident incident = verdict.incident();
    if (incident != null) {
      node.put("incident", incident.began() + skipped);
      node.put("course", lowerCase(incident.course()));
      node.put("repeats", incident.repeats());
      if (incident.over() > 0) {
        node.put("over", incident.over() + skipped);
      }
    }
    if (verdict.cause() != null) {
      node.put("cause", lowerCase(verdict.cause().cause()));
      ArrayNode evidence = node.putArray("evidence");
      verdict.cause().evidence().forEach(evidence::add);
    }
    number(node, "referenceFigure", verdict.effect().reference());
    number(node, "currentFigure", verdict.effect().current());
    ConceptChange concept = verdict.concept();
    if (concept != null) {
      node.put("prediction", concept.prediction());
      node.put("segment", concept.segment());
      node.put("segmentValue", concept.segmentValue());
      number(node, "errorRate", concept.errorRate());
      number(node, "expectedErrorRate", concept.expectedErrorRate());
      ArrayNode moved = node.putArray("moved");
      concept.moved().forEach(what -> moved.add(lowerCase(what)));
      node.put("basis", lowerCase(concept.basis()));
    }
    ArrayNode contributions = node.putArray("contributions");
    for (Contribution contribution : verdict.contributions()) {
      ObjectNode part = contributions.addObject().put("feature", contribution.feature());
      number(part, "share", contribution.share());
    }
    return node;
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** How many rows there were that the monitor was shown. */
  void end(long shown) {
    rows = shown;
  }

  boolean hasDrift() {
    return !driftsByFeature.isEmpty();
  }

  /** Returns how many times each feature drifted. */
  String summary() {
    if (driftsByFeature.isEmpty()) {
      return String.format(Locale.ROOT, "NO DRIFT in %,d rows%n", rows);
    }
    StringBuilder summary =
        new StringBuilder(String.format(Locale.ROOT, "%nDRIFT in %,d rows:", rows));
    driftsByFeature.forEach(
        (feature, count) ->
            summary.append(" " + feature + " " + count + (count == 1 ? " time," : " times,")));
    summary.setLength(summary.length() - 1);
    return summary.append(System.lineSeparator()).toString();
  }

  @Override
  public void close() throws IOException {
    if (json != null) {
      json.close();
    }
  }
}
