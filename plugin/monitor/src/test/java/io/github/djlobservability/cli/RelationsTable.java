package io.github.djlobservability.cli;

import java.util.Random;

/** Tables whose rows are all of one distribution, which is hard on tests of whole rows. */
enum RelationsTable {
  /** Two devices report in turn, one with a small and one with a large spread. */
  ALTERNATING {
    @Override
    String row(int index, Random random) {
      double spread = index % 2 == 0 ? 1 : 25;
      return numbers(spread, random, false);
    }
  },
  /** Three columns without a mean. */
  CAUCHY {
    @Override
    String row(int index, Random random) {
      return numbers(1, random, true);
    }
  },
  /** An embedding of two speakers in turn. */
  EMBEDDING {
    @Override
    String row(int index, Random random) {
      StringBuilder row = new StringBuilder("{\"v\": [");
      for (int i = 0; i < 8; i++) {
        double centre = i == index % 2 ? 3 : 0;
        row.append(i == 0 ? "" : ", ").append(centre + random.nextGaussian());
      }
      return row + "]}";
    }

    @Override
    String header() {
      return "";
    }
  };

  abstract String row(int index, Random random);

  /** Returns the first line; empty for JSON lines. */
  String header() {
    return "a,b,c\n";
  }

  private static String numbers(double spread, Random random, boolean cauchy) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      double scale = cauchy ? 1 / Math.abs(random.nextGaussian()) : 1;
      row.append(i == 0 ? "" : ",").append(spread * scale * random.nextGaussian());
    }
    return row.toString();
  }
}
