package io.github.djlobservability.label;

import java.util.ArrayList;
import java.util.List;

/** Goes through the rows of CSV, quoted cells included. Empty lines are skipped. */
final class CsvCells {
  private static final char QUOTE = '"';

  private final String text;
  private int at;
  private int line;
  private int nextLine = 1;

  CsvCells(String text) {
    this.text = text;
  }

  /** Returns the cells of the next row; none at the end. */
  List<String> next() throws UnreadableLabelsException {
    while (at < text.length() && isLineEnd(text.charAt(at))) {
      skipLineEnd();
    }
    line = nextLine;
    List<String> cells = new ArrayList<>();
    while (at < text.length()) {
      cells.add(text.charAt(at) == QUOTE ? quoted() : plain());
      if (at >= text.length() || isLineEnd(text.charAt(at))) {
        break;
      }
      at++; // the comma
      if (at == text.length() || isLineEnd(text.charAt(at))) {
        cells.add("");
        break;
      }
    }
    return cells;
  }

  /** Returns the number of the line in which the row began. */
  int line() {
    return line;
  }

  private String plain() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && !isLineEnd(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).trim();
  }

  private String quoted() throws UnreadableLabelsException {
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == QUOTE && at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
        at++;
      } else if (c == QUOTE) {
        at++;
        checkBehindQuote();
        return cell.toString();
      } else if (c == '\n') {
        nextLine++;
      }
      cell.append(c);
    }
    throw new UnreadableLabelsException(
        "line " + line + ": a quoted cell has no end; allowed: a closing quote");
  }

  private void checkBehindQuote() throws UnreadableLabelsException {
    if (at < text.length() && text.charAt(at) != ',' && !isLineEnd(text.charAt(at))) {
      throw new UnreadableLabelsException(
          "line "
              + line
              + ": "
              + text.charAt(at)
              + " is not allowed behind a closing quote; allowed: a comma or the line's end");
    }
  }

  private void skipLineEnd() {
    if (text.charAt(at) == '\n' || at + 1 == text.length() || text.charAt(at + 1) != '\n') {
      nextLine++;
    }
    at++;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
