package io.github.djlobservability.html;

/**
 * The frame of a plot in a report: its size, lines for levels with their labels on the left, and
 * labels below. Places are shares of the room inside, from 0 to 1. Immutable.
 */
public final class PlotFrame {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 150;
  private static final int LEFT = 36;
  private static final int RIGHT = 8;
  private static final int TOP = 10;
  private static final int BOTTOM = 20;

  /** Half a label may need that much room. */
  private static final int LABEL = 20;

  private final Svg svg;

  /** Begins a drawing; {@code label} says what it shows. */
  public PlotFrame(String label) {
    svg = new Svg(WIDTH, HEIGHT, label);
  }

  /** Returns the drawing, to draw in. */
  public Svg svg() {
    return svg;
  }

  /** Returns the place of a share of the width. */
  public double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  /** Returns the place of a share of the height, 0 at the bottom. */
  public double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  /** Draws a level with its label; the lowest is the axis. */
  public void level(double share, String label) {
    double y = y(share);
    svg.line(share == 0 ? "axis" : "grid", LEFT, y, WIDTH - RIGHT, y);
    svg.text("end", LEFT - 4, y + 3.5, label);
  }

  /** Draws a short line below the axis. */
  public void tick(double share) {
    svg.line("axis", x(share), y(0), x(share), y(0) + 3);
  }

  /** Writes a label below the axis. */
  public void below(double share, String label) {
    svg.text("middle", Math.min(x(share), WIDTH - LABEL), HEIGHT - 5, label);
  }

  /** Adds a text that is shown where the pointer is, from one share of the width to another. */
  public void hint(double from, double to, String text) {
    svg.hint(x(from), TOP, x(to) - x(from), y(0) - TOP, text);
  }
}
