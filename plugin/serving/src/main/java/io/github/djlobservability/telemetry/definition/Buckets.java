package io.github.djlobservability.telemetry.definition;

import java.util.List;

/** The upper ends of histograms' buckets. */
final class Buckets {
  /** The boundaries of the semantic conventions for HTTP. */
  static final List<Double> HTTP_SECONDS =
      List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1d, 2.5, 5d, 7.5, 10d);

  /** A forward pass takes from tens of microseconds to minutes, a generation up to ten. */
  static final List<Double> PHASE_SECONDS =
      List.of(
          .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1d, 2.5, 5d, 10d,
          30d, 60d, 120d, 300d, 600d);

  /** A label takes from a second to a month. */
  static final List<Double> DELAY_SECONDS =
      List.of(
          1d,
          10d,
          60d,
          600d,
          3600d,
          6 * 3600d,
          864e2,
          3 * 864e2,
          7 * 864e2,
          14 * 864e2,
          30 * 864e2);

  static final List<Double> CPU_SECONDS = List.of(.00001, .0001, .001, .01, .1, 1d, 10d, 100d);

  static final List<Double> BYTES = List.of(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);

  static final List<Double> BATCH_SIZES = List.of(1d, 2d, 4d, 8d, 16d, 32d, 64d, 128d, 256d, 512d);

  static final List<Double> ITEMS =
      List.of(1d, 2d, 4d, 8d, 16d, 32d, 64d, 128d, 256d, 512d, 1024d, 4096d, 16384d, 65536d);

  // Those of the semantic conventions for generative AI, carried on to ten minutes: a long
  // generation takes longer than theirs reach.
  static final List<Double> GENERATION_SECONDS =
      List.of(
          .01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84,
          327.68, 655.36);

  static final List<Double> FIRST_TOKEN_SECONDS =
      List.of(.001, .005, .01, .02, .04, .06, .08, .1, .25, .5, .75, 1d, 2.5, 5d, 7.5, 10d);

  static final List<Double> INTER_TOKEN_SECONDS =
      List.of(.0025, .005, .01, .025, .05, .075, .1, .15, .2, .3, .4, .5, .75, 1d, 2.5, 5d, 10d);

  static final List<Double> OUTPUT_TOKEN_SECONDS =
      List.of(.01, .025, .05, .075, .1, .15, .2, .3, .4, .5, .75, 1d, 2.5);

  /** Powers of four. */
  static final List<Double> TOKENS =
      List.of(
          1d, 4d, 16d, 64d, 256d, 1024d, 4096d, 16384d, 65536d, 262144d, 1048576d, 4194304d,
          16777216d, 67108864d);

  private Buckets() {}
}
