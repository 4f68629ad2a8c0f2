package io.github.djlobservability.privacy.redaction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.detector.PersonalData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of bodies what may not be stored or sent. JSON is gone through member by member, by the
 * rules for fields first; what is left of texts, and names of members, goes through the detectors,
 * and so do numbers as long as those of cards. All else is a text to the detectors. A rule finds
 * its field also where the name stands beside the values ({@link NamedBeside}), and in JSON that is
 * written into a text of JSON. Never on a request's thread. Immutable and thread-safe.
 */
public final class Redaction {
  private static final String MASKED = "(masked)";
  private static final String NOT_FOUND =
      "(left out: a text with the name of a field that has a rule, which can't be applied in it)";
  private static final String NO_NAMES =
      "(left out: values without names, so the rules for fields can't be applied)";
  private static final String TOO_DEEP = "(too deep)";
  private static final int MAX_DEPTH = 100;

  /** JSON in a text in a text: each turn doubles the backslashes, and costs another reading. */
  private static final int MAX_WITHIN = 3;

  private final List<Rule> rules;
  private final boolean unnamed;
  private final LeftOutText texts;
  private final PersonalData personal;
  private final Privacy privacy;

  /**
   * @param rules for fields; the first that fits one is taken
   * @param unnamed whether values are kept of which nothing says what field they are
   * @param texts says why bodies that are texts are left out, where there are rules
   * @param personal finds what is personal in texts
   * @param privacy has the key of hashes
   */
  public Redaction(
      List<Rule> rules,
      boolean unnamed,
      LeftOutText texts,
      PersonalData personal,
      Privacy privacy) {
    this.rules = List.copyOf(rules);
    this.unnamed = unnamed;
    this.texts = texts;
    this.personal = personal;
    this.privacy = privacy;
  }

  /**
   * Returns what may be kept of a body: JSON as JSON, all else as a JSON string.
   *
   * @param text the body
   */
  public JsonElement body(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      try {
        return redacted(JsonParser.parseString(trimmed), null, new Depth(0, 0));
      } catch (JsonParseException | StackOverflowError e) {
        // What only begins as JSON is a text.
        return text(text);
      }
    }
    return text(text);
  }

  /** Rules name fields, which a text doesn't tell: where there are rules, it is left out whole. */
  private JsonPrimitive text(String text) {
    return new JsonPrimitive(rules.isEmpty() ? personal.masked(text) : texts.sentence());
  }

  private JsonElement redacted(JsonElement element, @Nullable MemberPath at, Depth depth) {
    if (depth.members() > MAX_DEPTH) {
      return new JsonPrimitive(TOO_DEEP);
    }
    if (element instanceof JsonObject object) {
      return object(object, at, depth);
    }
    if (element instanceof JsonArray array) {
      if (!unnamed && NamedBeside.isUnnamed(array, at)) {
        return new JsonPrimitive(NO_NAMES);
      }
      JsonArray redacted = new JsonArray(array.size());
      array.forEach(each -> redacted.add(redacted(each, at, depth.down())));
      return redacted;
    }
    return element instanceof JsonPrimitive primitive ? primitive(primitive, at, depth) : element;
  }

  private JsonObject object(JsonObject object, @Nullable MemberPath at, Depth depth) {
    JsonObject redacted = new JsonObject();
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      MemberPath path = new MemberPath(at, member.getKey());
      Rule rule = ruleOf(path);
      String name = personal.masked(member.getKey());
      if (rule == null) {
        redacted.add(name, named(object, member, path, depth.down()));
      } else if (rule.action() != Rule.Action.DROP) {
        redacted.add(name, ruled(member.getValue(), rule, depth.down()));
      }
    }
    return redacted;
  }

  /** Redacts a member whose values may have their names beside them. */
  private JsonElement named(
      JsonObject object, Map.Entry<String, JsonElement> member, MemberPath path, Depth depth) {
    if (member.getKey().equals(NamedBeside.valuesOf(object))) {
      List<String> columns = NamedBeside.columns(object);
      if (columns != null && member.getValue() instanceof JsonArray rows) {
        return rows(rows, columns, path.above(), depth);
      }
      String tensor = NamedBeside.tensor(object);
      if (tensor != null) {
        return tensor(object, member.getValue(), new MemberPath(path.above(), tensor), depth);
      }
    }
    if (member.getKey().equals(NamedBeside.COLUMNS) && NamedBeside.columns(object) != null) {
      return names((JsonArray) member.getValue());
    }
    return redacted(member.getValue(), path, depth);
  }

  private JsonElement tensor(JsonObject object, JsonElement values, MemberPath path, Depth depth) {
    Rule rule = ruleOf(path);
    if (rule != null) {
      return ruled(values, rule, depth);
    }
    return unnamed || !NamedBeside.isSeveral(object)
        ? redacted(values, path, depth)
        : new JsonPrimitive(NO_NAMES);
  }

  private JsonArray names(JsonArray columns) {
    JsonArray names = new JsonArray(columns.size());
    columns.forEach(name -> names.add(personal.masked(name.getAsString())));
    return names;
  }

  private JsonArray rows(
      JsonArray rows, List<String> columns, @Nullable MemberPath at, Depth depth) {
    JsonArray redacted = new JsonArray(rows.size());
    for (JsonElement row : rows) {
      redacted.add(
          row instanceof JsonArray values && values.size() == columns.size()
              ? row(values, columns, at, depth.down())
              : redacted(row, null, depth.down()));
    }
    return redacted;
  }

  /** A value that is dropped leaves its place, so that those behind it keep theirs. */
  private JsonArray row(
      JsonArray values, List<String> columns, @Nullable MemberPath at, Depth depth) {
    JsonArray redacted = new JsonArray(values.size());
    for (int i = 0; i < values.size(); i++) {
      MemberPath path = new MemberPath(at, columns.get(i));
      Rule rule = ruleOf(path);
      redacted.add(
          rule == null ? redacted(values.get(i), path, depth) : ruled(values.get(i), rule, depth));
    }
    return redacted;
  }

  private @Nullable Rule ruleOf(MemberPath path) {
    for (Rule rule : rules) {
      if (path.endsWith(rule.field())) {
        return rule;
      }
    }
    return null;
  }

  /** Whatever lies below a field with a rule is treated by the rule. */
  private JsonElement ruled(JsonElement element, Rule rule, Depth depth) {
    if (element.isJsonNull() || rule.action() == Rule.Action.DROP || depth.members() > MAX_DEPTH) {
      return JsonNull.INSTANCE;
    }
    if (element instanceof JsonArray array) {
      JsonArray redacted = new JsonArray(array.size());
      array.forEach(each -> redacted.add(ruled(each, rule, depth.down())));
      return redacted;
    }
    if (!(element instanceof JsonPrimitive primitive)) {
      return new JsonPrimitive(MASKED);
    }
    String text = primitive.getAsString();
    return switch (rule.action()) {
      case HASH -> new JsonPrimitive(privacy.hash(text));
      case TRUNCATE ->
          new JsonPrimitive(
              personal.masked(text.substring(0, Math.min(rule.size(), text.length()))));
      case BUCKET -> primitive.isNumber() ? bucket(primitive, rule) : new JsonPrimitive(MASKED);
      default -> new JsonPrimitive(MASKED);
    };
  }

  private static JsonPrimitive bucket(JsonPrimitive number, Rule rule) {
    double value = number.getAsDouble();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return new JsonPrimitive(MASKED);
    }
    BigDecimal width = BigDecimal.valueOf(rule.size());
    return new JsonPrimitive(
        BigDecimal.valueOf(value).divide(width, 0, RoundingMode.FLOOR).multiply(width));
  }

  private JsonPrimitive primitive(JsonPrimitive primitive, @Nullable MemberPath at, Depth depth) {
    if (primitive.isString()) {
      String text = primitive.getAsString();
      String masked = personal.masked(unwrapped(text, at, depth));
      return masked.equals(text) ? primitive : new JsonPrimitive(masked);
    }
    if (primitive.isNumber()) {
      String text = primitive.getAsString();
      return text.length() >= 9 && personal.isIn(text)
          ? new JsonPrimitive(personal.masked(text))
          : primitive;
    }
    return primitive;
  }

  /** Applies the rules to JSON in a text; a text that names a field otherwise is left out. */
  private String unwrapped(String text, @Nullable MemberPath at, Depth depth) {
    if (rules.isEmpty()) {
      return text;
    }
    String trimmed = text.strip();
    if ((trimmed.startsWith("{") || trimmed.startsWith("[")) && depth.within() < MAX_WITHIN) {
      try {
        JsonElement written = JsonParser.parseString(trimmed);
        JsonElement redacted = redacted(written, at, depth.inText());
        return redacted.equals(written) ? text : redacted.toString();
      } catch (JsonParseException | StackOverflowError e) {
        // What only begins as JSON is a text.
        return unlessNamed(text);
      }
    }
    return unlessNamed(text);
  }

  private String unlessNamed(String text) {
    for (Rule rule : rules) {
      if (rule.isNamedIn(text)) {
        return NOT_FOUND;
      }
    }
    return text;
  }

  /**
   * How far down a value is.
   *
   * @param members above it
   * @param within how many texts
   */
  private record Depth(int members, int within) {
    Depth down() {
      return new Depth(members + 1, within);
    }

    Depth inText() {
      return new Depth(members + 1, within + 1);
    }
  }
}
