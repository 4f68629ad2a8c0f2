package io.github.djlobservability.drift;

/** Says which of inputs X, predictions and labels Y has moved. */
public enum Moved {
  /** P(X): what the model is asked. */
  INPUTS,
  /** P(prediction): the distribution of predictions. */
  PREDICTIONS,
  /** P(Y | X): what is right for the same input. */
  LABELS_GIVEN_INPUTS
}
