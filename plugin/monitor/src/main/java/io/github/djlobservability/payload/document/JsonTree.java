package io.github.djlobservability.payload.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.djlobservability.payload.tensor.WholeNumbers;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as a tree of maps, {@link Values} and single values. Not thread-safe.
 *
 * <p>{@code NaN}, {@code Infinity} and {@code -Infinity} are numbers, as Python writes them. Of two
 * members of one name the later stands. Whole numbers keep all their digits. Documents that are
 * nested deeper than {@value #MAX_DEPTH}, or have names of more than {@value #MAX_NAME} characters
 * or numbers of more than {@value #MAX_NUMBER}, are refused.
 */
public final class JsonTree implements Closeable {
  static final int MAX_DEPTH = 64;
  static final int MAX_NAME = 1_000;
  static final int MAX_NUMBER = 400;
  static final int MAX_TEXT = 1 << 24;

  private static final JsonFactory FILES =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /**
   * Clients choose the names: they must not fill a table that outlives a request. Nor must a buffer
   * that is used again hold what the last of them has sent.
   */
  private static final JsonFactory BODIES =
      FILES
          .rebuild()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  private final JsonParser parser;
  private boolean started;
  private boolean inArray;

  /** Reads one document after the other from a file. */
  public JsonTree(InputStream in) throws IOException {
    parser = FILES.createParser(in);
  }

  /** Reads one document after the other from a file. */
  public JsonTree(Reader in) throws IOException {
    parser = FILES.createParser(in);
  }

  /** Reads one document after the other from what a client has sent. */
  public JsonTree(String text) throws IOException {
    parser = BODIES.createParser(text);
  }

  /**
   * Reads all documents of a text, one or several after one another.
   *
   * @throws JsonProcessingException if it is no JSON, or past a bound
   */
  public static List<@Nullable Object> all(String text) throws IOException {
    try (JsonTree tree = new JsonTree(text)) {
      List<@Nullable Object> roots = new ArrayList<>();
      while (tree.parser.nextToken() != null) {
        roots.add(tree.value());
      }
      return roots;
    }
  }

  /**
   * Goes to the beginning of the next record: a document, or an element of the one array that the
   * file is.
   *
   * @return false after the last one
   * @throws JsonProcessingException if anything follows that one array
   */
  public boolean next() throws IOException {
    JsonToken token = parser.nextToken();
    if (!started && token == JsonToken.START_ARRAY) {
      inArray = true;
      token = parser.nextToken();
    }
    started = true;
    if (inArray && token == JsonToken.END_ARRAY) {
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "Something follows the end of the array");
      }
      token = null;
    }
    return token != null;
  }

  /** Returns whether the records are the elements of one array. */
  public boolean isArray() {
    return inArray;
  }

  /** Reads the value that the parser stands at. */
  public @Nullable Object value() throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> (Object) parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      members.put(name, value());
    }
    return members;
  }

  private Values array() throws IOException {
    ValuesBuilder builder = new ValuesBuilder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      builder.add(value());
    }
    return builder.build();
  }

  private Number whole() throws IOException {
    return parser.getNumberType() == NumberType.BIG_INTEGER
        ? WholeNumbers.of(parser.getBigIntegerValue())
        : WholeNumbers.of(parser.getLongValue());
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
