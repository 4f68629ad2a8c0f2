package io.github.djlobservability.observation;

import io.github.djlobservability.model.ServedModel;

/** Takes requests that are over. Thread-safe; never waits. */
public interface AnsweredRequests {

  /** Wants none. */
  AnsweredRequests NONE =
      new AnsweredRequests() {
        @Override
        public boolean wanted(ServedModel model) {
          return false;
        }

        @Override
        public void offer(AnsweredRequest request) {}
      };

  /** Returns whether a request of the model is wanted now: then it is to be offered. */
  boolean wanted(ServedModel model);

  /** Takes one that was wanted. */
  void offer(AnsweredRequest request);
}
