package io.github.djlobservability.payload.document;

import java.util.Locale;

/** Says why an item, or a whole payload, is not compared with a reference. */
public enum NotRead {
  /** There is no body. */
  EMPTY(""),
  /** It is larger than what is read. */
  SIZE(""),
  /** The response was sent in chunks that nobody puts together. */
  STREAM("; observability.streamed-text puts them together"),
  /** The response was sent in chunks, and is larger than what is put together. */
  STREAM_SIZE(""),
  /** The response was sent in chunks, and there was no memory left to put them together. */
  STREAM_MEMORY("; observability.memory gives more"),
  /** Too many payloads waited to be read. */
  MEMORY(""),
  /** It is of a type that is not read, such as a video. */
  TYPE("; docs/payloads.md lists what is read"),
  /** Sound and images take more time than they are given: a sample of them is looked into. */
  BUDGET("; observability.media-cpu gives them more"),
  /** It is not what it begins as: JSON that breaks off, a table with rows of unequal length. */
  MALFORMED("; docs/payloads.md lists what is read"),
  /** The configured path leads to nothing. */
  PATH("; set observability.inputs to where the items are"),
  /** It has another number of values without names than the reference has inputs. */
  POSITIONS("; set observability.feature-names to the names of the values, in order"),
  /** It has no field that the reference has. */
  NO_FIELD(
      "; set observability.inputs to where the items are, or make the reference of such requests"),
  /** The response has no prediction for each item. */
  NO_PREDICTION(""),
  /** More came than there is time for: a fair sample is compared. */
  SAMPLED("; observability.cpu-share and observability.drift.rows-per-second set how many are"),
  /** The request named no version of several, and which one served it can't be known. */
  VERSION("; name the version in the request's path"),
  /** The request failed: the model could not compute it, or refused it. */
  FAILED(""),
  /** The command {@code doctor} sent it to try something out. */
  DOCTOR("");

  private final String advice;

  NotRead(String advice) {
    this.advice = advice;
  }

  /** Returns whether it says that only the prediction of an item is not compared. */
  public boolean isOfPrediction() {
    return this == NO_PREDICTION || isOfStream();
  }

  /** Returns whether nobody looked into a response that came in chunks. */
  public boolean isOfStream() {
    return this == STREAM || this == STREAM_SIZE || this == STREAM_MEMORY;
  }

  /** Returns the name in metrics and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what was found, followed by what to do about it, as one sentence. */
  public String advise(String found) {
    return found + advice;
  }
}
