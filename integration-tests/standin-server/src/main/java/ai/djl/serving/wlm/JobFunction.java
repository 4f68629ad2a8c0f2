package ai.djl.serving.wlm;

import ai.djl.translate.TranslateException;
import java.util.List;

/** Answers a batch: one output for each input, in the same order. */
@FunctionalInterface
public interface JobFunction<I, O> {

  List<O> apply(List<I> inputs) throws TranslateException;
}
