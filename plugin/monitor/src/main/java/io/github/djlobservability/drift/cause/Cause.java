package io.github.djlobservability.drift.cause;

/** Names what a change of recordings looks like. */
public enum Cause {
  /** The microphone, or the channel it is sent through. */
  CHANNEL("the microphone or its channel"),
  /** How sound is coded. */
  CODEC("the coding"),
  /** Noise, or other voices, behind the speech. */
  NOISE("noise"),
  /** The room: echo. */
  ROOM("the room"),
  /** The level, or clipping. */
  LEVEL("the level"),
  /** Other people, or another language. */
  SPEAKERS("other speakers or another language"),
  /** It fits none of these, or more than one. */
  UNCLEAR("unclear");

  private final String words;

  Cause(String words) {
    this.words = words;
  }

  /** Returns it in words that follow "looks like". */
  public String words() {
    return words;
  }
}
