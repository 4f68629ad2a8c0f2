package io.github.djlobservability.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.fixture.DocumentedNames;
import io.github.djlobservability.suite.server.PluginCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds {@code docs/promised-names.txt} to the documentation, which other tests hold to the code,
 * and to a profile that the jar writes.
 */
class PromisedNamesIT {

  private static final Path DOCS = BuiltFiles.repository().resolve("docs");
  private static final Pattern NAME = Pattern.compile("\\| `([^`]+)` \\|.*");

  @TempDir private Path folder;

  @Test
  void nothingThatIsPromisedGoesAndNothingNewIsForgotten() throws Exception {
    Set<String> promised =
        Files.readAllLines(DOCS.resolve("promised-names.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> present = present();

    assertThat(without(promised, present))
        .describedAs("promised in docs/promised-names.txt, and gone: see docs/compatibility.md")
        .isEmpty();
    assertThat(without(present, promised))
        .describedAs("new: docs/promised-names.txt has to list them")
        .isEmpty();
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  private Set<String> present() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    names.addAll(named("setting", "configuration.md", "key"));
    names.addAll(named("span", "telemetry.md", "span"));
    names.addAll(named("event", "telemetry.md", "event"));
    DocumentedNames documented = DocumentedNames.read();
    documented
        .metrics()
        .forEach(
            (name, metric) ->
                names.add("metric " + name + " " + metric.instrument() + " " + metric.unit()));
    documented.attributes().keySet().forEach(name -> names.add("attribute " + name));
    profileMembers(profile(), "profile ", names);
    return names;
  }

  /** Returns the first cell of each row of the tables whose first column has a heading. */
  private static Set<String> named(String kind, String file, String heading) throws IOException {
    Set<String> names = new TreeSet<>();
    String first = "";
    for (String line : Files.readAllLines(DOCS.resolve(file))) {
      Matcher row = NAME.matcher(line);
      if (!line.startsWith("|")) {
        first = "";
      } else if (first.isEmpty()) {
        first = line.split("\\|", -1)[1].strip();
      } else if (first.equals(heading) && row.matches()) {
        names.add(kind + " " + row.group(1));
      }
    }
    assertThat(names).describedAs("%s in %s", heading, file).isNotEmpty();
    return names;
  }

  /** Returns a profile with features of every type. */
  private JsonObject profile() throws IOException, InterruptedException {
    Path rows = folder.resolve("rows.jsonl");
    Files.write(rows, IntStream.range(0, 200).mapToObj(PromisedNamesIT::row).toList());
    Path profile = folder.resolve("profile.json");
    PluginCommand.run(
        "profile", "--input", rows.toString(), "--output", profile.toString(), "--text", "note");
    return JsonParser.parseString(Files.readString(profile)).getAsJsonObject();
  }

  private static String row(int i) {
    return """
        {"number": %d.5, "category": "c%d", "flag": %b, "note": "word %d", "vector": [%d, 1, 2]}"""
        .formatted(i, i % 3, i % 2 == 0, i % 7, i);
  }

  private static void profileMembers(JsonElement element, String path, Set<String> names) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(each -> profileMembers(each, path + "[]", names));
    } else if (element.isJsonObject()) {
      for (String member : element.getAsJsonObject().keySet()) {
        // Categories and names of features are the user's own, and all series are alike.
        boolean own = path.endsWith(".categories") || path.endsWith(".texts");
        String name = own ? "*" : member;
        String below = path.endsWith(" ") ? path + name : path + "." + name;
        names.add(below);
        profileMembers(
            element.getAsJsonObject().get(member),
            path.endsWith(".series") ? path + ".*" : below,
            names);
      }
    }
    if (path.equals("profile version")) {
      names.add("profile version " + element.getAsInt());
    }
  }
}
