package io.github.djlobservability.payload.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that bytes are read as {@link JsonTree} reads their text, or are left to it. */
class PlainJsonTest {
  private static final KnownTexts KNOWN =
      KnownTexts.of(List.of("age", "workclass", "Private", "instances", "class", "", "Aa", "BB"));

  private static final int BODIES = 20_000;
  private static final int NUMBERS = 50_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " {\"age\": 39, \"workclass\": \"Private\", \"fnlwgt\": 77516.5}\n",
        "{\"instances\":[{\"age\":39},{\"age\":-0}]}",
        "[[1.5,2],[3e2,-4E-1]]",
        "[0.1,true]",
        "[9007199254740993,1,9007199254740992]",
        "[1,9007199254740993,-123456789012345678]",
        "{\"age\":1,\"age\":null,\"\":\"\"}",
        "[true , false,\tnull, \"\", -0.0, 0.30000000000000004, 1e400, 4.9e-324]",
        "{\"Aa\":\"BB\",\"BB\":\"Aa\",\"C#\":\"/~\"}",
        "[[[]],{\"a\":{\"b\":[{}]}}]",
      })
  void theUsualIsReadFromBytes(String body) throws IOException {
    assertThat(shown(plain(body))).isEqualTo(shown(JsonTree.all(body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "\"age\"",
        "null",
        "{\"a\\u0067e\":1}",
        "{\"city\":\"K\u00f6ln\"}",
        "\ufeff{}",
        "[NaN]",
        "[-Infinity]",
        "{} {}",
        "{}\u0000",
        "[1,]",
        "[,1]",
        "{\"age\":1,}",
        "{\"age\" 1}",
        "{age:1}",
        "[01]",
        "[-]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[1e]",
        "[1e+]",
        "[1 2]",
        "[tru]",
        "[truex]",
        "[1x]",
        "[\"a\nb\"]",
        "[\"a",
        "[1",
        "[",
        "{",
        "{\"age\":",
        "{\"age\":1",
        "[1]]",
        "[1}",
        "[1234567890123456789]",
        "[0.1234567890123456789012345678901234567890]",
      })
  void theRestIsLeftToTheOther(String body) {
    assertThat(plain(body)).isNull();
  }

  @Test
  void boundsAreThoseOfTheOther() throws IOException {
    String deepest = "[".repeat(JsonTree.MAX_DEPTH) + "]".repeat(JsonTree.MAX_DEPTH);
    assertThat(shown(plain(deepest))).isEqualTo(shown(JsonTree.all(deepest)));
    assertThat(plain("[" + deepest + "]")).isNull();
    String longest = "{\"" + "a".repeat(JsonTree.MAX_NAME) + "\":1}";
    assertThat(shown(plain(longest))).isEqualTo(shown(JsonTree.all(longest)));
    assertThat(plain("{\"" + "a".repeat(JsonTree.MAX_NAME + 1) + "\":1}")).isNull();
  }

  @Test
  void knownTextsAreTheOnesThatAreKnown() {
    String known = "work" + "class".toLowerCase(Locale.ROOT);
    KnownTexts texts = KnownTexts.of(List.of(known));
    List<@Nullable Object> roots = PlainJson.read(bytes("{\"workclass\":\"workclass\"}"), texts);
    assertThat(roots).isNotNull();
    Map<?, ?> object = (Map<?, ?>) roots.get(0);
    assertThat(object.keySet().iterator().next()).isSameAs(known);
    assertThat(object.get(known)).isSameAs(known);
  }

  @Test
  void manyKnownTextsAreFoundAndOthersAreNot() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      names.add("name" + i);
    }
    KnownTexts texts = KnownTexts.of(names);
    for (String name : List.of("name0", "name4095", "name9999", "other", "")) {
      byte[] body = bytes(name);
      assertThat(texts.text(body, 0, body.length, name.hashCode())).isEqualTo(name);
    }
  }

  /** Bodies of all shapes, half of them with a byte that is another. */
  @Test
  void whateverIsReadIsWhatTheOtherReads() {
    SplittableRandom random = new SplittableRandom(17);
    int read = 0;
    for (int i = 0; i < BODIES; i++) {
      StringBuilder text = new StringBuilder();
      bracketed(text, random, 0);
      if (random.nextBoolean()) {
        damage(text, random);
      }
      String body = text.toString();
      List<@Nullable Object> plain = plain(body);
      if (plain != null) {
        read++;
        assertThat(shown(plain)).as("seed 17, %s", body).isEqualTo(tree(body));
      }
      // With a byte order mark it's left to the other.
      assertThat(document(body)).as("seed 17, %s", body).isEqualTo(document("\ufeff" + body));
    }
    System.out.printf("%d of %d bodies were read from bytes%n", read, BODIES);
    assertThat(read).isBetween(BODIES / 2, BODIES - BODIES / 10);
  }

  @Test
  void numbersAreTheSameToTheLastBit() throws IOException {
    SplittableRandom random = new SplittableRandom(18);
    for (int i = 0; i < NUMBERS; i++) {
      StringBuilder text = new StringBuilder("[");
      number(text, random);
      String body = text.append(']').toString();
      assertThat(shown(plain(body))).as(body).isEqualTo(shown(JsonTree.all(body)));
    }
  }

  private static String tree(String body) {
    try {
      return shown(JsonTree.all(body));
    } catch (IOException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static String document(String body) {
    try {
      Document read =
          DocumentReader.read(bytes(body), "application/json", DocumentReader.MAX_BYTES, KNOWN);
      return read instanceof Document.Json json ? shown(json.roots()) : read.toString();
    } catch (NotReadException e) {
      return "not read: " + e.getMessage();
    }
  }

  private static @Nullable List<@Nullable Object> plain(String body) {
    return PlainJson.read(bytes(body), KNOWN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Shows a tree with the types of its values and all bits of its numbers. */
  private static String shown(@Nullable Object node) {
    if (node instanceof List<?> roots) {
      return roots.stream().map(PlainJsonTest::shown).toList().toString();
    }
    if (node instanceof Map<?, ?> object) {
      StringBuilder text = new StringBuilder("{");
      object.forEach(
          (name, value) -> text.append(name).append('=').append(shown(value)).append(';'));
      return text.append('}').toString();
    }
    if (node instanceof Values values) {
      StringBuilder text = new StringBuilder(values.getClass().getSimpleName()).append('[');
      for (int i = 0; i < values.size(); i++) {
        text.append(shown(values.get(i))).append(';');
      }
      return text.append(']').toString();
    }
    return node == null ? "null" : node.getClass().getSimpleName() + " " + node;
  }

  private static void bracketed(StringBuilder to, SplittableRandom random, int depth) {
    boolean object = random.nextBoolean();
    to.append(object ? '{' : '[');
    blank(to, random);
    int size = random.nextInt(6);
    for (int i = 0; i < size; i++) {
      to.append(i == 0 ? "" : ",");
      blank(to, random);
      if (object) {
        text(to, random);
        blank(to, random);
        to.append(':');
        blank(to, random);
      }
      value(to, random, depth);
      blank(to, random);
    }
    to.append(object ? '}' : ']');
  }

  private static void value(StringBuilder to, SplittableRandom random, int depth) {
    switch (random.nextInt(depth > 4 ? 8 : 10)) {
      case 0 -> to.append(random.nextBoolean());
      case 1 -> to.append("null");
      case 2, 3, 4 -> text(to, random);
      case 5, 6, 7 -> number(to, random);
      default -> bracketed(to, random, depth + 1);
    }
  }

  private static void text(StringBuilder to, SplittableRandom random) {
    List<Supplier<String>> texts =
        List.of(
            () -> "age",
            () -> "workclass",
            () -> "Private",
            () -> "instances",
            () -> "Aa",
            () -> "BB",
            () -> "x" + random.nextInt(30),
            () -> "12",
            () -> "a longer text, as of a job: [Exec-managerial] {and more}");
    to.append('"').append(texts.get(random.nextInt(texts.size())).get()).append('"');
  }

  private static void number(StringBuilder to, SplittableRandom random) {
    switch (random.nextInt(8)) {
      case 0 -> to.append(random.nextInt(-100, 100));
      case 1 -> to.append(random.nextLong() >> random.nextInt(6, 64));
      case 2 -> to.append(random.nextDouble());
      case 3 -> to.append((float) random.nextGaussian());
      case 4 -> to.append(String.format(Locale.ROOT, "%.4f", random.nextGaussian()));
      case 5 -> to.append(Double.longBitsToDouble(random.nextLong() & 0xbfffffffffffffffL));
      case 6 -> to.append(random.nextInt(1000)).append("e").append(random.nextInt(-30, 30));
      default -> to.append(random.nextLong(1L << 56)).append(".5");
    }
  }

  private static void blank(StringBuilder to, SplittableRandom random) {
    int kind = random.nextInt(12);
    to.append(kind < 4 ? " \n\t\r".charAt(kind) : "");
  }

  private static void damage(StringBuilder text, SplittableRandom random) {
    String marks = "{}[]\",:0-1.eE+tfn \\/\u00e4N";
    char mark = marks.charAt(random.nextInt(marks.length()));
    int place = random.nextInt(text.length());
    switch (random.nextInt(3)) {
      case 0 -> text.setCharAt(place, mark);
      case 1 -> text.insert(place, mark);
      default -> text.deleteCharAt(place);
    }
  }
}
