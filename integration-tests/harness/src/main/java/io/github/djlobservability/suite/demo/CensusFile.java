package io.github.djlobservability.suite.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Reads the census rows of the sample models: whole numbers under a line of names. */
public final class CensusFile {

  /** Names the columns of the file that the model does not get. */
  private static final Set<String> NOT_FOR_THE_MODEL = Set.of("id", "year", "employed");

  private CensusFile() {}

  /**
   * Returns the rows year by year, in random order within a year. In the file those who live in
   * dormitories and institutions come last in each year, which is no order in which anyone would
   * ask.
   *
   * @throws IllegalArgumentException if a line is not as long as the first, or not of numbers
   */
  public static List<CensusRow> read(Path file, long seed) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",", -1);
    int year = Arrays.asList(names).indexOf("year");
    Map<String, List<CensusRow>> byYear = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      try {
        CensusRow row = row(names, cells);
        byYear.computeIfAbsent(year < 0 ? "" : cells[year], y -> new ArrayList<>()).add(row);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    Random random = new Random(seed);
    byYear.values().forEach(rows -> Collections.shuffle(rows, random));
    return byYear.values().stream().flatMap(List::stream).toList();
  }

  private static CensusRow row(String[] names, String[] cells) {
    if (cells.length != names.length) {
      throw new IllegalArgumentException(cells.length + " cells, not " + names.length);
    }
    Map<String, Integer> values = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (!NOT_FOR_THE_MODEL.contains(names[i])) {
        values.put(names[i], Integer.valueOf(cells[i]));
      }
    }
    return new CensusRow(values);
  }
}
