package io.github.djlobservability.telemetry;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** How a model is named in telemetry. */
public final class ModelAttributes {
  private ModelAttributes() {}

  /** Returns its name, and its version if it has one, for more to be added. */
  public static AttributesBuilder of(ModelId model) {
    AttributesBuilder attributes = Attributes.builder().put(ModelKeys.NAME, model.name());
    return model.version() == null
        ? attributes
        : attributes.put(ModelKeys.VERSION, model.version());
  }

  /** Returns the name of a model and of one of its features, for more to be added. */
  public static AttributesBuilder of(ModelId model, String feature) {
    return of(model).put(DriftKeys.FEATURE, feature);
  }
}
