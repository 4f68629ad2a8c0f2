package io.github.djlobservability.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes an input apart: its first bytes choose, the rest is what is parsed. */
public final class Scraps {
  private final byte[] input;
  private int at;

  /** Begins at the first byte. */
  public Scraps(byte[] input) {
    this.input = input;
  }

  /** Returns the next byte as one of a number of choices; 0 at the end. */
  public int choice(int choices) {
    return at < input.length ? Math.floorMod(input[at++], choices) : 0;
  }

  /** Returns whether anything is left. */
  public boolean more() {
    return at < input.length;
  }

  /** Returns the next bytes, fewer at the end. */
  public byte[] bytes(int most) {
    int end = Math.min(input.length, at + most);
    byte[] part = Arrays.copyOfRange(input, at, end);
    at = end;
    return part;
  }

  /** Returns all that is left. */
  public byte[] rest() {
    return bytes(input.length - at);
  }

  /** Returns all that is left as text. */
  public String text() {
    return new String(rest(), StandardCharsets.UTF_8);
  }
}
