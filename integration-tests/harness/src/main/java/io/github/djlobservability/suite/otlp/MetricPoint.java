package io.github.djlobservability.suite.otlp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The state of one metric for one set of attributes. */
public sealed interface MetricPoint permits NumberPoint, HistogramPoint {

  Instrument instrument();

  Map<String, Object> attributes();

  /** Returns the exemplars of all exports so far; a server sends each of them once. */
  List<Exemplar> exemplars();

  Map<String, Object> resource();

  /** Returns the two taken together, under the attributes of this one. */
  MetricPoint plus(MetricPoint other);

  /** Returns this point, with the exemplars of an earlier export added. */
  MetricPoint withExemplarsOf(MetricPoint earlier);

  /** Returns whether this point has all of these attributes. */
  default boolean has(Map<String, ?> wanted) {
    return attributes().entrySet().containsAll(wanted.entrySet());
  }

  /** Returns the exemplars of both, each once. */
  static List<Exemplar> exemplarsOf(MetricPoint a, MetricPoint b) {
    return Stream.concat(a.exemplars().stream(), b.exemplars().stream()).distinct().toList();
  }
}
