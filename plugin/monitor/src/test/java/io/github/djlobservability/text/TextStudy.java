package io.github.djlobservability.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.media.ChangeRow;
import io.github.djlobservability.media.FalseAlarms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Changes of texts, drawn of the corpora of a folder ({@code -Dtext.folder}): files {@code
 * es_fortunes.txt} of a language and a subject, a text a line; docs/studies/text.md says how they
 * are made. Without it, of invented languages. {@code -Dtext.languages} names those of which
 * references are drawn.
 */
class TextStudy {
  private static final int SEEDS = Integer.getInteger("text.seeds", 50);
  private static final long SEED = Long.getLong("text.seed", 90_000);
  private static final int LEAST_TEXTS = 700;
  private static final int RUNS = Integer.getInteger("text.runs", 50);
  private static final long RUN_TIME = Long.getLong("text.run-time", 1_000);

  private final Map<String, List<String>> corpora = new TreeMap<>();
  private final List<String> languages =
      List.of(System.getProperty("text.languages", "es,it,pl").split(","));

  @Test
  void findsAndNamesChanges() throws IOException {
    read();
    System.out.println(ChangeRow.HEAD);
    for (TextChange change : TextChange.values()) {
      ChangeRow row =
          ChangeRow.of(change.name(), change.cause, "", SEEDS, seed -> draw(change, seed));
      System.out.println(row);
      assertThat(row.wrong()).as(change.name()).isLessThanOrEqualTo(SEEDS / 4);
    }
  }

  /** How many alarms there are without a change, and how many are to be expected. */
  @Test
  void keepsTheBudgetWithoutAChange() throws IOException {
    read();
    FalseAlarms found =
        FalseAlarms.of(
            "",
            RUNS,
            RUN_TIME,
            run -> {
              Random random = new Random(SEED + run);
              List<String> texts = new ArrayList<>(reference(random));
              Collections.shuffle(texts, random);
              return usual(texts.subList(0, Math.min(texts.size(), FalseAlarms.ITEMS)), random);
            });
    System.out.println(found);
    assertThat(found.rate()).isBetween(0.5, 2.0);
  }

  private void read() throws IOException {
    String folder = System.getProperty("text.folder");
    if (folder == null) {
      corpora.putAll(InventedTexts.corpora(SEED));
      return;
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.sorted().toList()) {
        List<String> texts = Files.readAllLines(file);
        if (texts.size() >= LEAST_TEXTS) {
          corpora.put(file.getFileName().toString().replace(".txt", ""), texts);
        }
      }
    }
  }

  private List<String> reference(Random random) {
    List<String> names =
        corpora.keySet().stream().filter(name -> languages.contains(language(name))).toList();
    return texts(names.get(random.nextInt(names.size())));
  }

  private List<String> texts(String corpus) {
    List<String> texts = corpora.get(corpus);
    return texts == null ? List.of() : texts;
  }

  private ChangeRow.Draw draw(TextChange change, int seed) {
    Random random = new Random(SEED + 1_000L * change.name().hashCode() + seed);
    List<String> names = new ArrayList<>(corpora.keySet());
    List<String> own = names.stream().filter(n -> languages.contains(language(n))).toList();
    String from = own.get(random.nextInt(own.size()));
    List<String> texts = new ArrayList<>(texts(from));
    Collections.shuffle(texts, random);
    Predicate<String> other =
        switch (change) {
          case LANGUAGE ->
              n ->
                  !language(n).equals(language(from))
                      && subject(n).equals(subject(from))
                      && isCyrillic(n) == isCyrillic(from);
          case SUBJECT -> n -> language(n).equals(language(from)) && !n.equals(from);
          case SCRIPT -> n -> isCyrillic(n) != isCyrillic(from);
          default -> n -> n.equals(from);
        };
    List<String> others = names.stream().filter(other).toList();
    String to = others.get(random.nextInt(others.size()));
    List<String> changed = to.equals(from) ? texts.subList(600, texts.size()) : texts(to);
    return new ChangeRow.Draw(
        usual(texts.subList(0, 600), random),
        () -> item(change.changed(changed.get(random.nextInt(changed.size())), random)));
  }

  private static String language(String corpus) {
    return corpus.substring(0, corpus.lastIndexOf('_'));
  }

  private static String subject(String corpus) {
    return corpus.substring(corpus.lastIndexOf('_') + 1);
  }

  private static boolean isCyrillic(String corpus) {
    return language(corpus).equals("ru");
  }

  private static List<Map<String, @Nullable Object>> usual(List<String> texts, Random random) {
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    for (String text : texts) {
      items.add(item(TextChange.usual(text, random)));
    }
    return items;
  }

  private static Map<String, @Nullable Object> item(String text) {
    return Map.of("text", text);
  }
}
