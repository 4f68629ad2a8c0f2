package io.github.djlobservability.telemetry;

import io.github.djlobservability.model.Phase;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.context.Context;

/** The metrics of models. Thread-safe. */
public final class ModelInstruments {
  private final DoubleHistogram request;
  private final DoubleHistogram timeToFirstByte;
  private final DoubleHistogram queue;
  private final DoubleHistogram preprocess;
  private final DoubleHistogram inference;
  private final DoubleHistogram postprocess;
  private final DoubleHistogram load;
  private final LongHistogram batchSize;
  private final LongCounter items;
  private final LongCounter rejected;
  private final LongUpDownCounter loaded;

  ModelInstruments(InstrumentFactory factory) {
    request = factory.seconds(Catalogue.REQUEST_DURATION, Catalogue.PHASE_BOUNDS);
    timeToFirstByte = factory.seconds(Catalogue.TIME_TO_FIRST_BYTE, Catalogue.PHASE_BOUNDS);
    queue = factory.seconds(Catalogue.QUEUE_DURATION, Catalogue.PHASE_BOUNDS);
    preprocess = factory.seconds(Catalogue.PREPROCESS_DURATION, Catalogue.PHASE_BOUNDS);
    inference = factory.seconds(Catalogue.INFERENCE_DURATION, Catalogue.PHASE_BOUNDS);
    postprocess = factory.seconds(Catalogue.POSTPROCESS_DURATION, Catalogue.PHASE_BOUNDS);
    load = factory.seconds(Catalogue.MODEL_LOAD_DURATION, Catalogue.PHASE_BOUNDS);
    batchSize = factory.counts(Catalogue.BATCH_SIZES, Catalogue.BATCH_BOUNDS);
    items = factory.counter(Catalogue.COMPUTED_ITEMS);
    rejected = factory.counter(Catalogue.REJECTED_REQUESTS);
    loaded = factory.upDownCounter(Catalogue.MODELS_LOADED);
  }

  /** A request for a model is over. */
  public void request(long nanos, Attributes attributes, Context context) {
    request.record(nanos / 1e9, attributes, context);
  }

  /** The server refused a request because the model's queue was full. */
  public void rejected(Attributes attributes, Context context) {
    rejected.add(1, attributes, context);
  }

  /** A streamed answer has begun. */
  public void timeToFirstByte(long nanos, Attributes attributes, Context context) {
    timeToFirstByte.record(nanos / 1e9, attributes, context);
  }

  /** A phase is over. */
  public void phase(Phase phase, long nanos, Attributes attributes, Context context) {
    DoubleHistogram histogram =
        switch (phase) {
          case QUEUE -> queue;
          case PREPROCESS -> preprocess;
          case INFERENCE -> inference;
          case POSTPROCESS -> postprocess;
        };
    histogram.record(nanos / 1e9, attributes, context);
  }

  /** A batch was computed. */
  public void batch(long requests, long itemCount, Attributes attributes, Context context) {
    batchSize.record(requests, attributes, context);
    items.add(itemCount, attributes, context);
  }

  /** Rows were computed by a model that no translator of ours sees. */
  public void items(long itemCount, Attributes attributes, Context context) {
    items.add(itemCount, attributes, context);
  }

  /** A model was loaded on a device. */
  public void loaded(long nanos, Attributes attributes) {
    loaded.add(1, attributes);
    load.record(nanos / 1e9, attributes);
  }

  /** A model was unloaded from a device. */
  public void unloaded(Attributes attributes) {
    loaded.add(-1, attributes);
  }
}
