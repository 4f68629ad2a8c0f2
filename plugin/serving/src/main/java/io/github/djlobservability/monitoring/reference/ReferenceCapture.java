package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.ItemRows;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.worker.MemoryShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the next items of a model as its reference. The first of them tell what the features are.
 * Not thread-safe.
 *
 * <p>Clients choose what is in the items, so all that is held is claimed before: the first items,
 * as long as there is room for more of them, and then what the profile may grow to. Where there is
 * no room at all, an item is left out, and the memory's share counts it.
 */
public final class ReferenceCapture implements AutoCloseable {
  /** The name of its share of the memory. */
  public static final String BUFFER = "capture";

  private static final Logger LOGGER = LoggerFactory.getLogger(ReferenceCapture.class);
  private static final int ITEMS_TO_INFER = 200;
  private static final long LEAST_BYTES = 256 << 10;
  private static final long SEED = 42;

  private final ModelId model;
  private final String pluginVersion;
  private final long wanted;
  private final Privacy privacy;
  private final Function<Schema, HeldValues> values;
  private final MemoryShare memory;
  private final List<CapturedItem> first = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int namesLeftOut;
  private long claimed;
  private @Nullable ProfileBuilder builder;
  private @Nullable ItemRows rows;
  private Map<String, LeftOut> leftOut = Map.of();
  private @Nullable Schema before;
  private long taken;

  /**
   * @param wanted how many items make the reference
   * @param memory bounds what is held
   * @param privacy says which names are personal, so that they are no features
   * @param values says how the categories of a schema are held
   */
  public ReferenceCapture(
      ModelId model,
      String pluginVersion,
      long wanted,
      MemoryShare memory,
      Privacy privacy,
      Function<Schema, HeldValues> values) {
    this.privacy = privacy;
    this.values = values;
    this.model = model;
    this.pluginVersion = pluginVersion;
    this.wanted = wanted;
    this.memory = memory;
  }

  /**
   * Has prediction and score keep the names that they have in a reference: by these they are found
   * in responses.
   */
  public void keepNames(Schema reference) {
    before = reference;
  }

  /** Returns what a share of the memory may hold for captures at most. */
  public static long mostBytes() {
    return 2 * CaptureSize.MOST_BYTES;
  }

  /** Takes an item; returns the profile when it was the last that was wanted. */
  public @Nullable ReferenceProfile add(CapturedItem item) {
    if (builder == null && !hold(item)) {
      return null;
    }
    if (builder != null && rows != null) {
      builder.add(rows.make(item.fields(), item.prediction()), item::epochMillis);
    }
    taken++;
    if (builder == null && first.size() >= Math.min(ITEMS_TO_INFER, wanted)) {
      begin();
    }
    return taken >= wanted && builder != null ? builder.build(provenance()) : null;
  }

  /**
   * Holds one of the first items; where there is no room for more, those that are held have to tell
   * what the features are. Returns false for one that is left out.
   */
  private boolean hold(CapturedItem item) {
    CapturedItem known = withKnownNames(item);
    long bytes = ItemBytes.of(known);
    if (memory.claim(bytes)) {
      claimed += bytes;
      first.add(known);
      return true;
    }
    if (first.isEmpty()) {
      return false;
    }
    begin();
    return builder != null;
  }

  /** Leaves out the fields past the most that may become features, which are many or large. */
  private CapturedItem withKnownNames(CapturedItem item) {
    Fields fields = item.fields();
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    int left = 0;
    for (Map.Entry<String, @Nullable Object> field : fields.values().entrySet()) {
      if (names.contains(field.getKey()) || names.size() < CapturedSchema.MAX_INPUTS) {
        names.add(field.getKey());
        kept.put(field.getKey(), field.getValue());
      } else {
        left++;
      }
    }
    namesLeftOut = Math.max(namesLeftOut, left);
    return left == 0
        ? item
        : new CapturedItem(new Fields(kept, fields.text()), item.prediction(), item.epochMillis());
  }

  /** Returns how many items make the reference. */
  public long wanted() {
    return wanted;
  }

  /** Returns how many items were taken. */
  public long taken() {
    return taken;
  }

  /** Lets go of all that is held. */
  @Override
  public void close() {
    first.clear();
    names.clear();
    builder = null;
    rows = null;
    memory.release(claimed);
    claimed = 0;
  }

  private void begin() {
    List<CapturedItem> items = List.copyOf(first);
    // Whatever comes of them: items that tell nothing must not pile up.
    close();
    try {
      begin(items);
    } finally {
      if (builder == null) {
        close();
        taken -= Math.min(taken, items.size());
      }
    }
  }

  private void begin(List<CapturedItem> items) {
    CapturedSchema.Result found = schema(items);
    if (found == null) {
      return;
    }
    long room = Math.min(memory.room() / 2, CaptureSize.MOST_BYTES);
    if (room < LEAST_BYTES || !memory.claim(room)) {
      // The next items try again.
      memory.refuse();
      return;
    }
    claimed = room;
    CaptureSize size = CaptureSize.of(found.schema(), room);
    int tooMany = size.leftOut() + namesLeftOut;
    if (tooMany > 0) {
      LOGGER.warn(
          "Model {}: its requests have more fields than can be watched; {} of them are not."
              + " A reference profile made offline says which to watch, and observability.memory"
              + " how many there is room for",
          model,
          tooMany);
    }
    found
        .leftOut()
        .forEach(
            (name, why) ->
                LOGGER.info("Model {}: {} is not watched: {}", model, name, why.words()));
    leftOut = found.leftOut();
    ItemRows maker = new ItemRows(new RowBuilder(size.schema(), values.apply(size.schema())));
    ProfileBuilder begun = new ProfileBuilder(size.schema(), size.limits(), SEED);
    items.forEach(
        item -> begun.add(maker.make(item.fields(), item.prediction()), item::epochMillis));
    rows = maker;
    builder = begun;
  }

  /** Items that have no value tell nothing; the next ones try again. */
  private CapturedSchema.@Nullable Result schema(List<CapturedItem> items) {
    try {
      return CapturedSchema.of(items, privacy, before);
    } catch (IllegalArgumentException e) {
      LOGGER.warn(
          "Model {}: {} items have no value that a reference could be made of; the next are tried",
          model,
          items.size());
      return null;
    }
  }

  private Provenance provenance() {
    return new Provenance(
            Instant.now(),
            pluginVersion,
            List.of("live requests"),
            model.name(),
            model.version(),
            true)
        .withLeftOut(leftOut)
        .withValuesKey(privacy.keyId());
  }
}
