package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts the objects of our own classes that one request makes at the HTTP door, from the heap's
 * histogram, which holds dead objects too as long as no garbage is collected. To be run as {@code
 * mvn -pl plugin/serving -am test -Dtest=RequestObjectsStudy
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RequestObjectsStudy {
  private static final int REQUESTS = 2_000;
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.github\\.djlobservability\\S+)");

  @ParameterizedTest
  @ValueSource(strings = {"unsampled", "sampled"})
  void countsObjects(String door) throws JMException {
    HttpDoorBenchmark benchmark = new HttpDoorBenchmark();
    benchmark.door = door;
    benchmark.openChannel();
    exchange(benchmark);
    long collections = collections();
    Map<String, Long> before = histogram();
    exchange(benchmark);
    Map<String, Long> made = histogram();
    assertThat(collections()).as("collections of garbage").isEqualTo(collections);
    double all = 0;
    for (Map.Entry<String, Long> row : made.entrySet()) {
      double each = (double) (row.getValue() - before.getOrDefault(row.getKey(), 0L)) / REQUESTS;
      if (each > 0.5) {
        System.out.printf("%s: %.0f %s%n", door, each, row.getKey());
        all += each;
      }
    }
    System.out.printf("%s: %.0f in all%n", door, all);
    assertThat(all).isPositive();
  }

  private static void exchange(HttpDoorBenchmark benchmark) {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(benchmark.exchange()).isNotNull();
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static Map<String, Long> histogram() throws JMException {
    Object text =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[] {"-all"}},
                new String[] {String[].class.getName()});
    Map<String, Long> counts = new TreeMap<>();
    Matcher row = ROW.matcher(text.toString());
    while (row.find()) {
      counts.put(row.group(2), Long.valueOf(row.group(1)));
    }
    return counts;
  }
}
