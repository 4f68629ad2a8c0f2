package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.context.Context;

/** The metrics of what is in requests and answers: tokens and rows. Thread-safe. */
public final class ContentInstruments {
  private final DoubleHistogram duration;
  private final DoubleHistogram timeToFirstToken;
  private final DoubleHistogram timePerOutputToken;
  private final LongHistogram tokens;
  private final LongHistogram requestItems;
  private final DoubleHistogram itemDuration;
  private final LongCounter failedItems;
  private final LongCounter unread;

  ContentInstruments(InstrumentFactory factory) {
    duration = factory.seconds(GenAi.REQUEST_DURATION, GenAi.DURATION_BOUNDS);
    timeToFirstToken = factory.seconds(GenAi.TIME_TO_FIRST_TOKEN, GenAi.FIRST_TOKEN_BOUNDS);
    timePerOutputToken = factory.seconds(GenAi.TIME_PER_OUTPUT_TOKEN, GenAi.OUTPUT_TOKEN_BOUNDS);
    tokens = factory.counts(GenAi.TOKEN_USAGE, GenAi.TOKEN_BOUNDS);
    requestItems = factory.counts(Catalogue.REQUEST_ITEMS, Catalogue.ITEM_BOUNDS);
    itemDuration = factory.seconds(Catalogue.ITEM_DURATION, Catalogue.PHASE_BOUNDS);
    failedItems = factory.counter(Catalogue.FAILED_ITEMS);
    unread = factory.counter(Catalogue.CONTENT_UNREAD);
  }

  /** A request to a generative model is over. */
  public void generated(double seconds, Attributes attributes, Context context) {
    duration.record(seconds, attributes, context);
  }

  /** A streamed answer was generated. */
  public void firstToken(double seconds, Attributes attributes, Context context) {
    timeToFirstToken.record(seconds, attributes, context);
  }

  /** A streamed answer of two tokens or more was generated. */
  public void perOutputToken(double seconds, Attributes attributes, Context context) {
    timePerOutputToken.record(seconds, attributes, context);
  }

  /** Tokens were read, or generated. */
  public void tokens(long count, Attributes attributes, Context context) {
    tokens.record(count, attributes, context);
  }

  /** A request of so many rows was answered, in so many seconds for each. */
  public void items(long count, double secondsEach, Attributes attributes, Context context) {
    requestItems.record(count, attributes, context);
    itemDuration.record(secondsEach, attributes, context);
  }

  /** An answer reported that so many of its rows failed. */
  public void failedItems(long count, Attributes attributes, Context context) {
    failedItems.add(count, attributes, context);
  }

  /** So many bytes were not looked into. */
  public void unread(long bytes) {
    unread.add(bytes);
  }
}
