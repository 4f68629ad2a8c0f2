package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.ItemRows;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.ProfileBuilder;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the next items of a model as its reference. The first of them tell what the features are.
 * Not thread-safe.
 */
public final class ReferenceCapture {
  private static final Logger LOGGER = LoggerFactory.getLogger(ReferenceCapture.class);
  private static final int ITEMS_TO_INFER = 200;
  private static final long SEED = 42;

  private final ModelId model;
  private final String pluginVersion;
  private final long wanted;
  private final List<CapturedItem> first = new ArrayList<>();
  private @Nullable ProfileBuilder builder;
  private @Nullable ItemRows rows;
  private Map<String, LeftOut> leftOut = Map.of();
  private long taken;

  /**
   * @param wanted how many items make the reference
   */
  public ReferenceCapture(ModelId model, String pluginVersion, long wanted) {
    this.model = model;
    this.pluginVersion = pluginVersion;
    this.wanted = wanted;
  }

  /** Takes an item; returns the profile when it was the last that was wanted. */
  public @Nullable ReferenceProfile add(CapturedItem item) {
    taken++;
    if (builder != null && rows != null) {
      builder.add(rows.make(item.fields(), item.prediction()));
    } else {
      first.add(item);
      if (first.size() >= Math.min(ITEMS_TO_INFER, wanted)) {
        begin();
      }
    }
    return taken >= wanted && builder != null ? builder.build(provenance()) : null;
  }

  /** Returns how many items make the reference. */
  public long wanted() {
    return wanted;
  }

  /** Returns how many items were taken. */
  public long taken() {
    return taken;
  }

  private void begin() {
    List<CapturedItem> items = List.copyOf(first);
    // Whatever comes of them: items that tell nothing must not pile up.
    first.clear();
    CapturedSchema.Result found = CapturedSchema.of(items);
    if (found.tooMany() > 0) {
      LOGGER.warn(
          "Model {}: its requests have more than {} fields; {} of them are not watched."
              + " A reference profile made offline says which to watch",
          model,
          CapturedSchema.MAX_INPUTS,
          found.tooMany());
    }
    found
        .leftOut()
        .forEach(
            (name, why) ->
                LOGGER.info("Model {}: {} is not watched: {}", model, name, why.words()));
    leftOut = found.leftOut();
    Schema schema = found.schema();
    ItemRows maker = new ItemRows(new RowBuilder(schema));
    ProfileBuilder begun = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    items.forEach(item -> begun.add(maker.make(item.fields(), item.prediction())));
    rows = maker;
    builder = begun;
  }

  private Provenance provenance() {
    return new Provenance(
            Instant.now(),
            pluginVersion,
            List.of("live requests"),
            model.name(),
            model.version(),
            true)
        .withLeftOut(leftOut);
  }
}
