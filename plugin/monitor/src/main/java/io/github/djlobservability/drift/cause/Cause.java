package io.github.djlobservability.drift.cause;

/** Names what a change of recordings, images or texts looks like. */
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
  /** The size or the cut of images. */
  SIZE("another size or cut"),
  /** How strongly images are compressed. */
  COMPRESSION("the compression"),
  /** Images that are out of focus, moved, or scaled up. */
  BLUR("blur"),
  /** The colours of all pixels: the white balance, or the colour of the light. */
  COLOURS("the camera's colours or the colour of the light"),
  /** How much light there is, or the exposure. */
  LIGHTING("the light or the exposure"),
  /** Other things, places or people on the images. */
  CONTENT("what is on the images"),
  /** Texts without a character. */
  EMPTY("empty texts"),
  /** Another script. */
  SCRIPT("another script"),
  /** Another language in the same script. */
  LANGUAGE("another language"),
  /** Other words of the same language: another subject, or another way to speak. */
  VOCABULARY("another subject, or other words"),
  /** Typing errors, or what reads texts off images or speech. */
  TYPING("typing errors"),
  /** Capitals instead of small letters, or the other way. */
  CAPITALS("the use of capitals"),
  /** Longer or shorter texts. */
  LENGTH("the length"),
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
