package ai.djl.serving;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A model that shows each input that it is given, and answers it when it is let. */
public final class GateHandler implements Function<Input, Output> {

  static final BlockingQueue<Input> SEEN = new LinkedBlockingQueue<>();
  static final Semaphore GATE = new Semaphore(0);

  public GateHandler() {}

  @Override
  public Output apply(Input input) {
    SEEN.add(input);
    GATE.acquireUninterruptibly();
    return new Output();
  }
}
