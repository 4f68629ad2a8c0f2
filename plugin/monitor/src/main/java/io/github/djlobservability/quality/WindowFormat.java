package io.github.djlobservability.quality;

import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.ClassQuality;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads the measures of windows in a saved state. */
final class WindowFormat {

  private static final int MOST = 10_000;

  private WindowFormat() {}

  static void write(DataOutput out, Map<String, Interval> measures) throws IOException {
    out.writeInt(measures.size());
    for (Map.Entry<String, Interval> entry : measures.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().write(out);
    }
  }

  static Map<String, Interval> readMeasures(DataInput in) throws IOException {
    Map<String, Interval> measures = new LinkedHashMap<>();
    int size = StateLimits.size(in.readInt(), MOST);
    for (int i = 0; i < size; i++) {
      measures.put(in.readUTF(), Interval.read(in));
    }
    return measures;
  }

  static void write(DataOutput out, WindowQuality window) throws IOException {
    out.writeLong(window.firstItem());
    out.writeLong(window.lastItem());
    out.writeLong(window.fromMillis());
    out.writeLong(window.toMillis());
    out.writeLong(window.items());
    out.writeDouble(window.weight());
    write(out, window.measures());
    out.writeInt(window.classes().size());
    for (ClassQuality one : window.classes()) {
      out.writeUTF(one.name());
      out.writeDouble(one.labelled());
      out.writeDouble(one.predicted());
      one.precision().write(out);
      one.recall().write(out);
      one.f1().write(out);
    }
    out.writeInt(window.confusion().size());
    for (List<Double> row : window.confusion()) {
      for (double cell : row) {
        out.writeDouble(cell);
      }
    }
    out.writeInt(window.segments().size());
    for (SegmentQuality segment : window.segments()) {
      out.writeUTF(segment.feature());
      out.writeUTF(segment.value());
      out.writeLong(segment.items());
      write(out, segment.measures());
    }
  }

  static WindowQuality read(DataInput in) throws IOException {
    return new WindowQuality(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        readMeasures(in),
        readClasses(in),
        readConfusion(in),
        readSegments(in));
  }

  private static List<ClassQuality> readClasses(DataInput in) throws IOException {
    List<ClassQuality> classes = new ArrayList<>();
    int size = StateLimits.size(in.readInt(), MOST);
    for (int i = 0; i < size; i++) {
      classes.add(
          new ClassQuality(
              in.readUTF(),
              in.readDouble(),
              in.readDouble(),
              Interval.read(in),
              Interval.read(in),
              Interval.read(in)));
    }
    return classes;
  }

  private static List<List<Double>> readConfusion(DataInput in) throws IOException {
    List<List<Double>> rows = new ArrayList<>();
    int size = StateLimits.size(in.readInt(), ClassList.MOST + 1);
    for (int i = 0; i < size; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        row.add(in.readDouble());
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<SegmentQuality> readSegments(DataInput in) throws IOException {
    List<SegmentQuality> segments = new ArrayList<>();
    int size = StateLimits.size(in.readInt(), MOST);
    for (int i = 0; i < size; i++) {
      segments.add(new SegmentQuality(in.readUTF(), in.readUTF(), in.readLong(), readMeasures(in)));
    }
    return segments;
  }

  /** Writes the labels' part of an estimate; its range and figures are written elsewhere. */
  static void write(DataOutput out, EstimatedQuality window) throws IOException {
    out.writeLong(window.labelled());
    writeFigures(out, window.real());
    writeFigures(out, window.error());
    out.writeDouble(window.estimatedAccuracyOfLabelled());
    out.writeDouble(window.selectionBias());
  }

  static EstimatedQuality readEstimate(
      DataInput in, EstimateWindow.Range range, Map<String, Interval> estimated)
      throws IOException {
    return new EstimatedQuality(
        range.firstItem(),
        range.lastItem(),
        range.fromMillis(),
        range.toMillis(),
        range.items(),
        range.unscored(),
        estimated,
        in.readLong(),
        readFigures(in),
        readFigures(in),
        in.readDouble(),
        in.readDouble());
  }

  private static void writeFigures(DataOutput out, Map<String, Double> figures) throws IOException {
    out.writeInt(figures.size());
    for (Map.Entry<String, Double> entry : figures.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeDouble(entry.getValue());
    }
  }

  private static Map<String, Double> readFigures(DataInput in) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    int size = StateLimits.size(in.readInt(), MOST);
    for (int i = 0; i < size; i++) {
      figures.put(in.readUTF(), in.readDouble());
    }
    return figures;
  }
}
