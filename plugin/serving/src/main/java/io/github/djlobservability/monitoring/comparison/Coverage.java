package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts a model's items that were compared with its reference, and by reason those that were not.
 * The log says once for each reason, and for each kind of body that is not read, what to set. Not
 * thread-safe.
 */
final class Coverage {
  private static final Logger LOGGER = LoggerFactory.getLogger(Coverage.class);

  private static final String SAMPLED =
      "more requests come than there is time for, so a fair sample of them is compared";

  /** A file's header names its coding, so there may be any number of them. */
  private static final int MOST_CODECS = 16;

  private static final String OTHER_CODECS = "others";

  /** Notes of types that are not read, and of broken bodies. */
  private static final int MOST_KINDS = 16;

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private final ModelId model;
  private final boolean names;
  private final Map<NotRead, Long> reasons = new EnumMap<>(NotRead.class);
  private final Map<String, Long> codecs = new TreeMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  private final Set<String> kinds = new HashSet<>();

  /** Are of settings and payloads, whatever the reference. */
  private final Map<String, String> lasting = new LinkedHashMap<>();

  private boolean saidSampled;
  private long seen;
  private long estimated;
  private long compared;

  /**
   * @param names whether notes may say what clients call their fields
   */
  Coverage(ModelId model, boolean names) {
    this.model = model;
    this.names = names;
  }

  /** Counts an item that was compared, or taken into the reference. */
  void compared() {
    seen++;
    compared++;
  }

  /** Counts an item of which the inputs were compared, and no prediction. */
  void withoutPrediction(NotReadException why) {
    compared();
    NotRead reason = why.reason();
    count(reason.isOfPrediction() ? reason : NotRead.NO_PREDICTION, why);
  }

  /**
   * Counts items that a fair choice has left out.
   *
   * @param exact whether they were counted; if not, it is an estimate
   */
  void sampled(long items, boolean exact) {
    if (items > 0) {
      seen += items;
      estimated += exact ? 0 : items;
      reasons.merge(NotRead.SAMPLED, items, Long::sum);
      if (!saidSampled) {
        saidSampled = true;
        LOGGER.info("Model {}: {}", model, NotRead.SAMPLED.advise(SAMPLED));
      }
    }
  }

  /** Counts requests that failed, each as one item. */
  void failed(long requests) {
    seen += requests;
    reasons.merge(NotRead.FAILED, requests, Long::sum);
  }

  /** Counts an item, or a request that can't be taken apart into items, that was not compared. */
  void notCompared(NotReadException why) {
    seen++;
    if (why.codec() != null) {
      boolean known = codecs.containsKey(why.codec()) || codecs.size() < MOST_CODECS;
      codecs.merge(known ? why.codec() : OTHER_CODECS, 1L, Long::sum);
    }
    count(why.reason(), why);
  }

  private void count(NotRead reason, NotReadException why) {
    reasons.merge(reason, 1L, Long::sum);
    if (reason == NotRead.DOCTOR) {
      return;
    }
    String topic = topic(reason, why);
    if (!notes.containsKey(topic)) {
      String what = reason.isOfPrediction() ? "predictions" : "requests";
      note(topic, what + " are not compared: " + reason.advise(why.sentence(names)));
    }
  }

  /**
   * Returns what a note is about. Bodies of different types, or broken in different ways, have
   * notes of their own; places and sizes in a sentence make no difference.
   */
  private String topic(NotRead reason, NotReadException why) {
    if (reason != NotRead.TYPE && reason != NotRead.MALFORMED) {
      return reason.label();
    }
    String topic = reason.label() + " " + DIGITS.matcher(why.sentence(false)).replaceAll("");
    if (kinds.size() < MOST_KINDS) {
      kinds.add(topic);
    }
    return kinds.contains(topic) ? topic : reason.label();
  }

  /** Says something once, in the log and in the report. */
  void note(String topic, String sentence) {
    if (notes.putIfAbsent(topic, sentence) == null) {
      LOGGER.warn("Model {}: {}", model, sentence);
    }
  }

  /** Says something once that holds with every reference. */
  void noteForGood(String topic, String sentence) {
    if (lasting.putIfAbsent(topic, sentence) == null) {
      LOGGER.warn("Model {}: {}", model, sentence);
    }
  }

  /** Lets everything that is of a reference be said again, of a new one. */
  void forgetNotes() {
    notes.clear();
    kinds.clear();
  }

  /** Returns how many items were seen. */
  long seen() {
    return seen;
  }

  /**
   * Returns how it stands.
   *
   * @param embeddings of a second model; null where there is none
   */
  CoverageReport report(Embeddings.@Nullable Report embeddings) {
    if (embeddings != null && embeddings.problem() != null) {
      note("embeddings", embeddings.problem());
    }
    Map<String, Long> byReason = new TreeMap<>();
    reasons.forEach((reason, items) -> byReason.put(reason.label(), items));
    List<String> said = new ArrayList<>(notes.values());
    said.addAll(lasting.values());
    return new CoverageReport(seen, estimated, compared, byReason, codecs, said, embeddings);
  }
}
