package io.github.djlobservability.samples.speech;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds what was said, as far as the model understood it.
 *
 * @param words in their order; none if nothing was heard
 */
public record Transcript(List<Word> words) {

  public Transcript {
    words = List.copyOf(words);
  }

  /** Returns the words with blanks between them. */
  public String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /** Returns the mean probability of the words; 0 if there are none. */
  public double confidence() {
    return words.stream().mapToDouble(Word::probability).average().orElse(0);
  }

  /** Returns the body of the response. */
  JsonObject json() {
    JsonArray list = new JsonArray(words.size());
    for (Word word : words) {
      JsonObject json = new JsonObject();
      json.addProperty("word", word.text());
      json.addProperty("probability", word.probability());
      list.add(json);
    }
    JsonObject json = new JsonObject();
    json.addProperty("text", text());
    json.addProperty("confidence", confidence());
    json.add("words", list);
    return json;
  }
}
