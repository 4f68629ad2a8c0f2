package io.github.djlobservability.observation;

import io.github.djlobservability.model.ServedModel;

/** Takes requests that are over. Thread-safe; never waits. */
public interface CompletedRequests {

  /** Wants none. */
  CompletedRequests NONE =
      new CompletedRequests() {
        @Override
        public boolean wanted(ServedModel model) {
          return false;
        }

        @Override
        public void offer(CompletedRequest request) {}
      };

  /** Returns whether a request of the model is wanted now: then it is to be offered. */
  boolean wanted(ServedModel model);

  /** Takes one that was wanted. */
  void offer(CompletedRequest request);
}
