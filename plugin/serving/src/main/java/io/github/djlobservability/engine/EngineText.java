package io.github.djlobservability.engine;

import java.util.EnumMap;
import java.util.Map;

/** Reads the figures that are wanted out of metrics in Prometheus' text format. Stateless. */
final class EngineText {
  private EngineText() {}

  /** Returns the figures that are there; what is malformed, or not a finite number, is left out. */
  static Map<EngineFigure, Double> read(String text) {
    Map<EngineFigure, Double> figures = new EnumMap<>(EngineFigure.class);
    text.lines().forEach(line -> readLine(line, figures));
    return figures;
  }

  private static void readLine(String line, Map<EngineFigure, Double> figures) {
    int nameEnd = nameEnd(line);
    EngineFigure figure = EngineFigure.named(line.substring(0, nameEnd));
    if (figure == null) {
      return;
    }
    // A label may hold any character, a blank or a brace among them; the value never does.
    String rest = line.substring(Math.max(nameEnd, line.lastIndexOf('}') + 1)).strip();
    int valueEnd = rest.indexOf(' ');
    try {
      double value = Double.parseDouble(valueEnd < 0 ? rest : rest.substring(0, valueEnd));
      if (Double.isFinite(value)) {
        figures.merge(figure, value, figure::merge);
      }
    } catch (NumberFormatException e) {
      // Then it is no sample.
    }
  }

  private static int nameEnd(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') {
      end++;
    }
    return end;
  }
}
