import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the structure of a checkout: files, lines, the largest package, public types, files that no entry point
 * reaches, and the places that name one metric and one setting.
 *
 * <pre>java docs/studies/Structure.java [CHECKOUT]</pre>
 *
 * <p>The last but two lines need compiled classes ({@code mvn test-compile}) and the JDK's jdeps.
 */
public final class Structure {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public (?:(?:abstract|final|sealed|non-sealed) )*(?:class|record|interface|enum|@interface) ");
  private static final List<String> ENTRY_POINTS =
      List.of("io.github.djlobservability.ObservabilityPlugin", "io.github.djlobservability.cli.Main");

  /** A metric and a setting that stand for all: the lines that name them by key, constant or accessor. */
  private static final Pattern METRIC = Pattern.compile("djl\\.serving\\.headroom\\b|\\bHEADROOM\\b");
  private static final Pattern SETTING =
      Pattern.compile("observability\\.sampling\\b|Setting\\.SAMPLING\\b|\\bSAMPLING\\(|\\bsamplingRatio\\b");

  public static void main(String[] args) throws IOException {
    Path checkout = Path.of(args.length == 0 ? "." : args[0]);
    List<Path> main = sources(checkout.resolve("plugin"), "main");
    List<Path> tests = sources(checkout.resolve("plugin"), "test");
    Map<String, Integer> packages = new TreeMap<>();
    long lines = 0;
    long publicTypes = 0;
    for (Path file : main) {
      String text = Files.readString(file);
      lines += text.lines().count();
      if (file.endsWith("package-info.java")) {
        continue;
      }
      Matcher named = PACKAGE.matcher(text);
      if (named.find()) {
        packages.merge(named.group(1), 1, Integer::sum);
      }
      publicTypes += PUBLIC_TYPE.matcher(text).find() ? 1 : 0;
    }
    long types = packages.values().stream().mapToInt(Integer::intValue).sum();
    Map.Entry<String, Integer> largest =
        packages.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    row("main files", types);
    row("main lines", lines);
    row("test lines", lines(tests));
    row("packages", packages.size());
    row("largest package", largest.getValue() + " files, " + largest.getKey().replaceFirst(".*djlobservability\\.", ""));
    row("public types", publicTypes + " (" + Math.round(100.0 * publicTypes / types) + " %)");
    row("class names that exist twice", twice(main));
    row("files that no entry point reaches", unreachable(checkout, main));
    row("places that name one metric", places(checkout, main, METRIC));
    row("places that name one setting", places(checkout, main, SETTING));
  }

  private static void row(String name, Object value) {
    System.out.printf("| %s | %s |%n", name, value);
  }

  private static List<Path> sources(Path root, String kind) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && file.toString().contains("/src/" + kind + "/java/"))
          .sorted(Comparator.comparing(Path::toString))
          .collect(Collectors.toList());
    }
  }

  private static long lines(List<Path> files) throws IOException {
    long lines = 0;
    for (Path file : files) {
      try (Stream<String> all = Files.lines(file)) {
        lines += all.count();
      }
    }
    return lines;
  }

  private static long twice(List<Path> main) {
    Map<String, Integer> names = new HashMap<>();
    main.stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.equals("package-info.java"))
        .forEach(name -> names.merge(name, 1, Integer::sum));
    return names.values().stream().filter(count -> count > 1).count();
  }

  /** Lines of main code and of docs written by hand that name it. */
  private static String places(Path checkout, List<Path> main, Pattern name) throws IOException {
    Map<String, Integer> found = new LinkedHashMap<>();
    List<Path> all = new ArrayList<>(main);
    try (Stream<Path> docs = Files.list(checkout.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
    }
    int lines = 0;
    for (Path file : all) {
      boolean generated = false;
      for (String line : Files.readAllLines(file)) {
        generated = (generated || line.contains("generated:begin")) && !line.contains("generated:end");
        if (!generated && name.matcher(line).find()) {
          found.merge(file.getFileName().toString(), 1, Integer::sum);
          lines++;
        }
      }
    }
    return lines + " lines in " + found.size() + " files: " + String.join(", ", found.keySet());
  }

  /** Follows jdeps from the entry points; nested classes count with their file. */
  private static Object unreachable(Path checkout, List<Path> main) throws IOException {
    List<String> roots = new ArrayList<>();
    for (String module : List.of("plugin", "plugin/monitor", "plugin/serving")) {
      Path classes = checkout.resolve(module).resolve("target/classes");
      if (Files.isDirectory(classes)) {
        roots.add(classes.toString());
      }
    }
    if (roots.isEmpty()) {
      return "not compiled";
    }
    Map<String, Set<String>> uses = dependencies(roots);
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(ENTRY_POINTS);
    while (!next.isEmpty()) {
      String type = next.pop();
      if (reached.add(type)) {
        next.addAll(uses.getOrDefault(type, Set.of()));
      }
    }
    List<String> missing = new ArrayList<>();
    for (Path file : main) {
      String name = file.toString().replaceFirst(".*/src/main/java/", "").replace(".java", "").replace('/', '.');
      if (!name.endsWith("package-info") && !reached.contains(name)) {
        missing.add(name.replaceFirst(".*\\.", ""));
      }
    }
    return missing.size() + (missing.isEmpty() ? "" : ": " + String.join(", ", missing));
  }

  private static Map<String, Set<String>> dependencies(List<String> roots) {
    List<String> arguments = new ArrayList<>(List.of("-v", "--multi-release", "base", "-cp", String.join(":", roots)));
    arguments.addAll(roots);
    StringWriter out = new StringWriter();
    ToolProvider.findFirst("jdeps").orElseThrow().run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(new String[0]));
    Map<String, Set<String>> uses = new HashMap<>();
    Matcher edge = Pattern.compile("(?m)^\\s+(io\\.github\\.djlobservability[\\w.$]*)\\s+-> (io\\.github\\.djlobservability[\\w.$]*)").matcher(out.toString());
    while (edge.find()) {
      uses.computeIfAbsent(outer(edge.group(1)), key -> new HashSet<>()).add(outer(edge.group(2)));
    }
    return uses;
  }

  private static String outer(String type) {
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }
}
