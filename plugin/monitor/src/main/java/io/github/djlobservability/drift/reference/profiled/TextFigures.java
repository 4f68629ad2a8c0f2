package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.payload.text.Languages;
import io.github.djlobservability.payload.text.TextFigure;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.RowSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a text that are watched beside its series: shares of scripts, of digits and of
 * capitals, of personal data, how it is written by the models of the reference, and its language.
 * Each text of the reference was compared with the others, as those to come are with all. A script
 * that the reference lacks counts as another script, a kind of personal data that it lacks as
 * personal data alone.
 *
 * <p>Immutable and thread-safe.
 */
final class TextFigures {
  static final int MIN_TEXTS = 100;

  private final int feature;
  private final List<TextFigure> figures = new ArrayList<>();
  private final List<TextFigure> unknownScripts = new ArrayList<>();
  private final List<FeatureReference> references = new ArrayList<>();
  private @Nullable Languages languages;

  private TextFigures(int feature) {
    this.feature = feature;
  }

  /**
   * Makes the figures of a profile's text; null if its sample has too few texts with figures, as
   * that of an old profile.
   */
  static @Nullable TextFigures of(ReferenceProfile profile, int feature) {
    TextFigures made = new TextFigures(feature);
    for (TextFigure figure : TextFigure.values()) {
      if (figure.isNumber()) {
        made.add(profile, figure);
      }
    }
    if (!made.figures.isEmpty()) {
      made.addLanguage(profile);
    }
    return made.figures.isEmpty() ? null : made;
  }

  private void add(ReferenceProfile profile, TextFigure figure) {
    RowSample sample = profile.sample();
    double[] values = new double[sample.size()];
    long[] positions = new long[sample.size()];
    int count = 0;
    for (int i = 0; i < sample.size(); i++) {
      TextStatistics text = sample.row(i).text(feature);
      double value = text == null ? Double.NaN : value(text, figure);
      if (!Double.isNaN(value)) {
        values[count] = value;
        positions[count++] = sample.rowNumber(i);
      }
    }
    double[] found = Arrays.copyOf(values, count);
    boolean none = Arrays.stream(found).allMatch(value -> value == 0);
    if (figure.isOfKnownKind() && none) {
      unknownScripts.addAll(figure.isScriptShare() ? List.of(figure) : List.of());
    } else if (count >= MIN_TEXTS) {
      figures.add(figure);
      references.add(reference(profile, figure, found, Arrays.copyOf(positions, count)));
    }
  }

  /** A reference of one language has no such figure. */
  private void addLanguage(ReferenceProfile profile) {
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < profile.sample().size(); i++) {
      TextStatistics text = profile.sample().row(i).text(feature);
      if (text != null) {
        texts.add(text.tokenHashes());
      }
    }
    Languages found = Languages.of(texts);
    if (found.count() > 1) {
      List<String> names = texts.stream().map(text -> name(found.of(text))).toList();
      references.add(
          FeatureReference.categorical(name(profile, TextFigure.LANGUAGE), kind(profile), names));
      languages = found;
    }
  }

  private static String name(int language) {
    return language < 0 ? "other" : "language " + (language + 1);
  }

  private String name(ReferenceProfile profile, TextFigure figure) {
    return profile.schema().feature(feature).name() + "." + figure.label();
  }

  private DriftKind kind(ReferenceProfile profile) {
    boolean input = profile.schema().feature(feature).role() == FeatureRole.INPUT;
    return input ? DriftKind.DATA : DriftKind.PREDICTION;
  }

  private FeatureReference reference(
      ReferenceProfile profile, TextFigure figure, double[] values, long[] positions) {
    FeatureReference reference =
        FeatureReference.derived(name(profile, figure), kind(profile), values);
    return profile.provenance().timeOrdered()
        ? reference.withDependence(Dependence.ofNumbers(values, positions))
        : reference;
  }

  private double value(TextStatistics text, TextFigure figure) {
    double value = text.figure(figure);
    if (figure == TextFigure.OTHER_SCRIPT) {
      for (TextFigure unknown : unknownScripts) {
        value += text.figure(unknown);
      }
    }
    return value;
  }

  /** Describes each figure in the reference. */
  List<FeatureReference> references() {
    return references;
  }

  /** Returns the names of the figures. */
  List<String> names() {
    return references.stream().map(FeatureReference::name).toList();
  }

  /** Puts a row's figures into another row, from a feature on; none if it has no text. */
  void put(RowBuilder rows, int from, Row row) {
    TextStatistics text = row.text(feature);
    for (int i = 0; i < figures.size() && text != null; i++) {
      double value = value(text, figures.get(i));
      if (!Double.isNaN(value)) {
        rows.put(from + i, value);
      }
    }
    if (languages != null && text != null) {
      rows.put(from + figures.size(), name(languages.of(text.tokenHashes())));
    }
  }

  /** Puts a row's figures into an item, from a feature on; none if it has no text. */
  void fill(Item item, int from, Row row) {
    TextStatistics text = row.text(feature);
    for (int i = 0; i < figures.size() && text != null; i++) {
      item.number(from + i, value(text, figures.get(i)));
    }
    if (languages != null && text != null) {
      item.category(from + figures.size(), name(languages.of(text.tokenHashes())));
    }
  }
}
