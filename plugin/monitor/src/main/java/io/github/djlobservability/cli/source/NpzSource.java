package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.tensor.MalformedTensorException;
import io.github.djlobservability.payload.tensor.NpyHeader;
import io.github.djlobservability.payload.tensor.NpyRows;
import io.github.djlobservability.payload.tensor.Npz;
import io.github.djlobservability.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * An NPZ file: several arrays of as many rows, each read as a stream of its own.
 *
 * <p>An array of one axis is a column. Of two axes: {@code name[0]}, {@code name[1]} and so on, or
 * one embedding if a row has more than {@value #MAX_COLUMNS} elements or the options say so. Of
 * more: the summary of a tensor.
 */
final class NpzSource implements RecordSource {

  static final int MAX_COLUMNS = 64;

  private final Path file;
  private final ZipFile zip;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private long rows;
  private long row;

  private enum Shape {
    COLUMNS,
    EMBEDDING,
    TENSOR
  }

  private record Part(String name, NpyRows array, Shape shape) {}

  NpzSource(Path file, InputOptions options) throws IOException {
    this.file = file;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new InputException(file + ": is no NPZ file: " + e.getMessage(), e);
    }
    List<ZipEntry> entries = new ArrayList<>(zip.stream().map(ZipEntry.class::cast).toList());
    entries.sort(Comparator.comparing(ZipEntry::getName));
    for (ZipEntry entry : entries) {
      open(entry, options);
    }
    if (parts.isEmpty()) {
      throw new InputException(file + ": has no array");
    }
  }

  private void open(ZipEntry entry, InputOptions options) throws IOException {
    String name = Npz.arrayName(entry.getName());
    NpyRows array = rows(entry, name);
    NpyHeader header = array.header();
    if (!parts.isEmpty() && header.rows() != rows) {
      throw new InputException(
          where(name) + ": has " + header.rows() + " rows where the others have " + rows);
    }
    rows = header.rows();
    Shape shape = shape(array, options.embeddings().contains(name));
    parts.add(new Part(name, array, shape));
    if (shape == Shape.COLUMNS && header.axes() > 1) {
      for (int i = 0; i < array.columns(); i++) {
        columns.add(name + "[" + i + "]");
      }
    } else {
      columns.add(name);
    }
  }

  private NpyRows rows(ZipEntry entry, String name) throws IOException {
    try {
      return new NpyRows(zip.getInputStream(entry));
    } catch (MalformedTensorException e) {
      throw new InputException(where(name) + ": " + e.getMessage(), e);
    }
  }

  private String where(String array) {
    return file + ", array " + array;
  }

  private static Shape shape(NpyRows array, boolean embedding) {
    NpyHeader header = array.header();
    if (header.axes() == 1 || !header.isNumeric()) {
      return Shape.COLUMNS;
    }
    if (header.axes() == 2) {
      return embedding || array.columns() > MAX_COLUMNS ? Shape.EMBEDDING : Shape.COLUMNS;
    }
    return Shape.TENSOR;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    if (row == rows) {
      return false;
    }
    row++;
    values.clear();
    for (Part part : parts) {
      Object[] elements = elements(part);
      switch (part.shape()) {
        case COLUMNS -> values.addAll(List.of(elements));
        case EMBEDDING -> values.add(vector(elements));
        case TENSOR -> values.add(TensorSummary.of(doubles(elements)));
      }
    }
    return true;
  }

  private Object[] elements(Part part) throws IOException {
    try {
      return part.array().next();
    } catch (MalformedTensorException e) {
      throw new InputException(where(part.name()) + ": " + e.getMessage(), e);
    }
  }

  private static float[] vector(Object[] elements) {
    float[] vector = new float[elements.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = elements[i] instanceof Number number ? number.floatValue() : Float.NaN;
    }
    return vector;
  }

  private static double[] doubles(Object[] elements) {
    double[] doubles = new double[elements.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = elements[i] instanceof Number number ? number.doubleValue() : Double.NaN;
    }
    return doubles;
  }

  @Override
  public @Nullable Object value(int column) {
    return values.get(column);
  }

  @Override
  public String position() {
    return "row " + Words.count(row);
  }

  @Override
  public double progress() {
    return rows == 0 ? 1 : (double) row / rows;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
