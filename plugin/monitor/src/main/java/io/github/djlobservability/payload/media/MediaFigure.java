package io.github.djlobservability.payload.media;

/** A figure of a recording or an image. */
public interface MediaFigure {

  /** Returns the name, which follows that of the field and a dot. */
  String label();

  /** Returns the unit, for people. */
  String unit();

  /** Returns how it is measured, for people. */
  String source();
}
