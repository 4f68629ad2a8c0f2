package io.github.djlobservability.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Knows which types of the plugin's main code use which, as jdeps reads it from the compiled
 * classes. The compiler leaves no trace of a constant that is imported by its own name, so static
 * imports are read from the sources. Nested types count with the one around them.
 */
final class ClassGraph {
  private static final List<String> CLASSES =
      List.of("../monitor/target/classes", "target/classes");
  private static final String OURS = "(io\\.github\\.djlobservability[\\w.$]*)";
  private static final Pattern EDGE = Pattern.compile("(?m)^\\s+" + OURS + "\\s+-> " + OURS);

  private final Map<String, Set<String>> uses = new HashMap<>();

  ClassGraph() {}

  /** Reads the compiled classes and these sources of main code. */
  static ClassGraph of(List<SourceFile> main) throws IOException {
    ClassGraph graph = new ClassGraph();
    Matcher edge = EDGE.matcher(jdeps());
    while (edge.find()) {
      graph.add(outer(edge.group(1)), outer(edge.group(2)));
    }
    for (SourceFile file : main) {
      for (String member : file.imports(true)) {
        graph.add(file.typeName(), member.substring(0, member.lastIndexOf('.')));
      }
    }
    return graph;
  }

  private static String jdeps() {
    StringWriter out = new StringWriter();
    String[] arguments = {
      "-v",
      "--multi-release",
      "base",
      "-cp",
      String.join(":", CLASSES),
      CLASSES.get(0),
      CLASSES.get(1)
    };
    Optional<ToolProvider> jdeps = ToolProvider.findFirst("jdeps");
    assumeThat(jdeps).as("a JDK, which has jdeps").isPresent();
    int code = jdeps.orElseThrow().run(new PrintWriter(out), new PrintWriter(out), arguments);
    assertThat(code).as("jdeps: %s", out).isZero();
    return out.toString();
  }

  private void add(String from, String to) {
    uses.computeIfAbsent(from, key -> new HashSet<>()).add(to);
  }

  /** Returns the types that these types use, directly or not, themselves included. */
  Set<String> reachedFrom(Set<String> types) {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(types);
    while (!next.isEmpty()) {
      String type = next.pop();
      if (reached.add(type)) {
        next.addAll(uses.getOrDefault(type, Set.of()));
      }
    }
    return reached;
  }

  /** Returns the types that are used from another package. */
  Set<String> usedFromOtherPackages() {
    Set<String> used = new HashSet<>();
    uses.forEach(
        (from, targets) ->
            targets.stream().filter(to -> !room(to).equals(room(from))).forEach(used::add));
    return used;
  }

  static String room(String type) {
    return type.substring(0, type.lastIndexOf('.'));
  }

  private static String outer(String type) {
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }
}
