package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.privacy.HeldCategories;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes items as a model's next reference, from when it is asked to until it has enough. */
public final class NextReference implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(NextReference.class);

  private final ModelId model;
  private final String pluginVersion;
  private final Settings settings;
  private final Privacy privacy;
  private final MemoryShare memory;
  private @Nullable ReferenceCapture capture;

  /**
   * @param memory bounds what is held of the items
   */
  public NextReference(
      ModelId model,
      String pluginVersion,
      Settings settings,
      Privacy privacy,
      MemoryBudget memory) {
    this.model = model;
    this.pluginVersion = pluginVersion;
    this.settings = settings;
    this.privacy = privacy;
    this.memory = memory.share(ReferenceCapture.BUFFER, ReferenceCapture.mostBytes());
  }

  /**
   * Takes the next items.
   *
   * @param items how many make the reference
   * @param inForce the schema of the reference in force; null where there is none
   */
  public ReferenceChange begin(long items, @Nullable Schema inForce) {
    if (capture != null) {
      return ReferenceChange.CAPTURING_ALREADY;
    }
    capture =
        new ReferenceCapture(model, pluginVersion, items, memory, privacy, this::heldCategories);
    if (inForce != null) {
      capture.keepNames(inForce);
    }
    LOGGER.info("Model {}: the next {} items are taken as its reference", model, items);
    return ReferenceChange.CAPTURING;
  }

  private HeldCategories heldCategories(Schema schema) {
    return new HeldCategories(
        privacy,
        PrivacySetting.values(settings),
        settings.find(QualitySetting.POSITIVE_CLASS),
        schema);
  }

  /** Takes an item, where items are taken; returns the reference if it was the last one. */
  public @Nullable ReferenceProfile add(CapturedItem item) {
    ReferenceProfile whole = capture == null ? null : capture.add(item);
    if (whole != null) {
      close();
    }
    return whole;
  }

  /** Takes no more items, and lets go of those that were taken. */
  public ReferenceChange cancel() {
    if (capture == null) {
      return ReferenceChange.NOT_CAPTURING;
    }
    LOGGER.info(
        "Model {}: taking a reference was cancelled at {} of {} items",
        model,
        capture.taken(),
        capture.wanted());
    close();
    return ReferenceChange.CANCELLED;
  }

  /** Returns whether items are taken at the moment. */
  public boolean isBegun() {
    return capture != null;
  }

  /** Returns how many items were taken; 0 while none are. */
  public long taken() {
    return capture == null ? 0 : capture.taken();
  }

  /** Returns how many items make the reference; 0 while none are taken. */
  public long wanted() {
    return capture == null ? 0 : capture.wanted();
  }

  /** Takes no more items, and says nothing. */
  @Override
  public void close() {
    if (capture != null) {
      capture.close();
      capture = null;
    }
  }
}
