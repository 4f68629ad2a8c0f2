package io.github.djlobservability.media;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.cause.Cause;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ItemRows;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A monitor of recordings, images or texts with its reference, as the server makes it of the first
 * ones.
 */
public final class MediaRun {
  public static final int REFERENCE = 500;
  private static final long RUN_TIME = 10_000;

  private final String field;
  private final ReferenceProfile profile;
  private final ProfiledModel model;
  private final ItemRows rows;
  private final ModelMonitor monitor;
  private final Item item;
  private long observed;

  /**
   * @param name of the field that is the recording or the image; empty for items of texts
   */
  public MediaRun(String name, List<Map<String, @Nullable Object>> reference) {
    this(name, reference, RUN_TIME);
  }

  /** Makes one of another expected run time. */
  public MediaRun(String name, List<Map<String, @Nullable Object>> reference, long runTime) {
    field = name.isEmpty() ? "" : name + ".";
    profile = profile(reference);
    model = new ProfiledModel(profile);
    rows = new ItemRows(new RowBuilder(profile));
    monitor =
        new ModelMonitor(
            model.reference(),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems((double) runTime)));
    item = monitor.newItem();
  }

  private ReferenceProfile profile(List<Map<String, @Nullable Object>> reference) {
    List<Feature> features = new ArrayList<>();
    reference
        .get(0)
        .forEach((name, value) -> features.add(Feature.input(field + name, type(value))));
    ItemRows rows = new ItemRows(new RowBuilder(new Schema(features)));
    ProfileBuilder builder = new ProfileBuilder(new Schema(features), ProfileLimits.defaults(), 15);
    reference.forEach(figures -> builder.add(rows.make(fields(figures), ItemPrediction.NONE)));
    return builder.build(new Provenance(Instant.EPOCH, "test", List.of(), null, null, false));
  }

  private FeatureType type(@Nullable Object value) {
    if (value instanceof float[]) {
      return FeatureType.EMBEDDING;
    }
    FeatureType written = field.isEmpty() ? FeatureType.TEXT : FeatureType.CATEGORICAL;
    return value instanceof String ? written : FeatureType.NUMERIC;
  }

  private Fields fields(Map<String, @Nullable Object> figures) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    figures.forEach((name, value) -> fields.put(field + name, value));
    return new Fields(fields, false);
  }

  /** Shows the monitor a recording, an image or a text. */
  public List<Verdict> observe(Map<String, @Nullable Object> figures) {
    item.start(++observed, null);
    model.fill(item, rows.make(fields(figures), ItemPrediction.NONE));
    return monitor.observe(item);
  }

  /**
   * Says what was found of a change.
   *
   * @param delay items from the change to the first alarm; {@code most} where there was none
   * @param first the cause that the first alarm names
   * @param last the cause that was named last
   * @param sentence that it was named with
   */
  public record Found(int delay, Cause first, Cause last, String sentence) {}

  /**
   * Shows items and says what is told of them.
   *
   * @param most items at most
   * @param after items after the first alarm at most
   */
  public Found follow(Supplier<Map<String, @Nullable Object>> items, int most, int after) {
    Found found = new Found(most, Cause.UNCLEAR, Cause.UNCLEAR, "nothing");
    boolean any = false;
    for (int i = 1; i <= (any ? Math.min(most, found.delay() + after) : most); i++) {
      for (Verdict verdict : observe(items.get())) {
        if (verdict.status() == Status.DRIFT) {
          found = any ? last(found, verdict) : last(first(i, verdict), verdict);
          any = true;
        }
      }
    }
    return found;
  }

  private static Found first(int delay, Verdict verdict) {
    Cause cause = verdict.cause() == null ? Cause.UNCLEAR : verdict.cause().cause();
    return new Found(delay, cause, cause, "no cause");
  }

  private static Found last(Found before, Verdict verdict) {
    return verdict.cause() == null
        ? before
        : new Found(
            before.delay(),
            before.first(),
            verdict.cause().cause(),
            "item %d, %s: %s; %s"
                .formatted(
                    verdict.item(),
                    verdict.feature(),
                    verdict.effect().description(),
                    verdict.cause().sentence()));
  }
}
