package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the figures of texts that are no series of a profile into columns of their own, so that
 * they can be compared as columns are: those of the rows that a profile holds as a sample.
 *
 * <p>Immutable.
 */
public final class TextColumns {
  private final List<TextFigures> figures = new ArrayList<>();
  private final Map<String, Feature> owners = new HashMap<>();
  private final Set<String> without = new TreeSet<>();
  private final @Nullable Schema schema;

  private TextColumns(ReferenceProfile reference) {
    List<Feature> columns = new ArrayList<>();
    for (int i = 0; i < reference.schema().size(); i++) {
      Feature feature = reference.schema().feature(i);
      if (feature.type() == FeatureType.TEXT && feature.role() != FeatureRole.TARGET) {
        TextFigures own = TextFigures.of(reference, i);
        if (own == null || own.names().stream().anyMatch(n -> reference.schema().indexOf(n) >= 0)) {
          without.add(feature.name());
        } else {
          figures.add(own);
          own.references().forEach(of -> columns.add(column(of, feature)));
          own.names().forEach(name -> owners.put(name, feature));
        }
      }
    }
    schema = columns.isEmpty() ? null : new Schema(columns);
  }

  private static Feature column(FeatureReference of, Feature owner) {
    FeatureType type = of.isNumeric() ? FeatureType.NUMERIC : FeatureType.CATEGORICAL;
    return new Feature(of.name(), type, owner.role());
  }

  /** Finds the figures that the texts of a reference have. */
  public static TextColumns of(ReferenceProfile reference) {
    return new TextColumns(reference);
  }

  /** Returns the texts whose figures can't be compared: there are too few, or none has any. */
  public Set<String> without() {
    return without;
  }

  /** Returns the text that a column is a figure of; null if it is of none. */
  public @Nullable Feature owner(String column) {
    return owners.get(column);
  }

  /** Returns the columns of the reference itself; null if there are none. */
  public @Nullable ReferenceProfile ofReference(ReferenceProfile reference) {
    return schema == null
        ? null
        : filled(new ProfileBuilder(schema, reference.limits(), 0), schema, reference);
  }

  /**
   * Returns the columns of rows that were made to the reference.
   *
   * @param columns the reference's
   */
  public ReferenceProfile ofCurrent(ReferenceProfile columns, ReferenceProfile current) {
    return filled(ProfileBuilder.comparedWith(columns, 0), columns.schema(), current);
  }

  private ReferenceProfile filled(ProfileBuilder builder, Schema columns, ReferenceProfile of) {
    RowBuilder rows = new RowBuilder(columns);
    for (SampledRow sampled : of.sample().rows()) {
      int from = 0;
      for (TextFigures own : figures) {
        own.put(rows, from, sampled.row());
        from += own.references().size();
      }
      builder.add(rows.build());
    }
    Provenance provenance = of.provenance();
    return builder.build(provenance);
  }
}
