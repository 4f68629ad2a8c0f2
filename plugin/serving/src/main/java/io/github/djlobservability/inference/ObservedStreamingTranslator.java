package io.github.djlobservability.inference;

import ai.djl.inference.streaming.StreamingTranslator;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.TranslatorContext;
import java.util.stream.Stream;

/**
 * An observed translator that stays a streaming one. DJL Serving never asks it for a stream of its
 * own, so that half is passed on as it is; streamed responses are timed at the HTTP door.
 */
final class ObservedStreamingTranslator extends ObservedTranslator
    implements StreamingTranslator<Input, Output> {
  private final StreamingTranslator<Input, Output> streaming;

  ObservedStreamingTranslator(StreamingTranslator<Input, Output> delegate, ModelObserver observer) {
    super(delegate, observer);
    streaming = delegate;
  }

  @Override
  public StreamOutput<Output> processStreamOutput(TranslatorContext ctx, Stream<NDList> list)
      throws Exception {
    return streaming.processStreamOutput(ctx, list);
  }

  @Override
  public Support getSupport() {
    return streaming.getSupport();
  }
}
