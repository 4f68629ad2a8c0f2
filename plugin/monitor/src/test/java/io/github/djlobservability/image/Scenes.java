package io.github.djlobservability.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Paints scenes, for want of photos: a sky, a ground, and round or grassy things on it. */
final class Scenes {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  private Scenes() {}

  /** Paints round things. */
  static Photo round(Random random) {
    BufferedImage image = ground(random);
    Graphics2D graphics = graphics(image);
    for (int i = random.nextInt(6, 14); i > 0; i--) {
      double size = 8 + 50 * random.nextDouble();
      graphics.setColor(colour(random));
      graphics.fill(
          new Ellipse2D.Double(
              WIDTH * random.nextDouble() - size / 2,
              HEIGHT * random.nextDouble() - size / 2,
              size,
              size * (0.5 + random.nextDouble())));
    }
    return texture(image, random);
  }

  /** Paints a meadow. */
  static Photo grass(Random random) {
    BufferedImage image = ground(random);
    Graphics2D graphics = graphics(image);
    graphics.setStroke(new BasicStroke(1.5f));
    for (int i = 0; i < 500; i++) {
      double x = WIDTH * random.nextDouble();
      double y = HEIGHT * (0.2 + 0.8 * random.nextDouble());
      graphics.setColor(new Color(20 + random.nextInt(60), 90 + random.nextInt(120), 20));
      graphics.draw(
          new CubicCurve2D.Double(
              x, y, x, y - 10, x + 5 * random.nextGaussian(), y - 20, x + 8, y - 30));
    }
    return texture(image, random);
  }

  private static BufferedImage ground(Random random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(image);
    graphics.setPaint(
        new GradientPaint(0, 0, colour(random), random.nextInt(WIDTH), HEIGHT, colour(random)));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    return image;
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return graphics;
  }

  private static Color colour(Random random) {
    return new Color(40 + random.nextInt(170), 40 + random.nextInt(170), 40 + random.nextInt(170));
  }

  /** Roughness of a size that a blur takes away. */
  private static Photo texture(BufferedImage image, Random random) {
    return Photo.of(image).noisy(2 + 6 * random.nextDouble(), random).blurred(0.5);
  }
}
