package io.github.djlobservability.monitoring;

/** Says what is done with a request. */
enum RequestChoice {
  COMPARED,
  /** It is not compared, and other parts read it, so that its items can be counted. */
  READ,
  /** It is not compared, and other parts need to know of it. */
  LEFT_OUT,
  /** Nobody needs it. */
  DROPPED
}
