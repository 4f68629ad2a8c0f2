package io.github.djlobservability.label;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads labels from CSV with a header; an empty cell is a field that isn't there. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvLabels {
  private CsvLabels() {}

  static List<SentLabel> read(String text) throws UnreadableLabelsException {
    CsvCells cells = new CsvCells(text);
    List<String> header = cells.next();
    check(header);
    List<SentLabel> labels = new ArrayList<>();
    for (List<String> row = cells.next(); !row.isEmpty(); row = cells.next()) {
      LabelFormat.checkRoom(labels);
      labels.add(label(header, row, "line " + cells.line()));
    }
    return labels;
  }

  private static void check(List<String> header) throws UnreadableLabelsException {
    for (String needed : List.of("id", "label")) {
      if (!header.contains(needed)) {
        throw new UnreadableLabelsException(
            "line 1: the header has no column " + needed + "; " + allowed());
      }
    }
    for (String name : header) {
      if (!LabelFields.NAMES.contains(name) || header.indexOf(name) != header.lastIndexOf(name)) {
        throw new UnreadableLabelsException(
            "line 1: column " + name + " is not known, or there twice; " + allowed());
      }
    }
  }

  private static String allowed() {
    return "allowed: id and label, and any of row, time, weight, each once";
  }

  private static SentLabel label(List<String> header, List<String> row, String where) {
    LabelFields fields = new LabelFields(where);
    if (row.size() != header.size()) {
      fields.refuse(
          "it has " + row.size() + " cells; allowed: as many as the header, " + header.size());
    }
    for (int i = 0; i < Math.min(row.size(), header.size()); i++) {
      if (!row.get(i).isEmpty()) {
        fields.put(header.get(i), row.get(i));
      }
    }
    return fields.finish();
  }
}
