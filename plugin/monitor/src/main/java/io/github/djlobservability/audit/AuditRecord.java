package io.github.djlobservability.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.state.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an audit log: a line of JSON that ends with its hash. The hash is SHA-256 of all
 * that comes before it in the line, the hash of the record before included.
 *
 * @param line as it is written, without its end
 * @param number its own, one more than that of the record before
 * @param previous the hash of the record before
 * @param hash as the line says it
 * @param json what it says
 */
public record AuditRecord(String line, long number, String previous, String hash, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEFORE_HASH = ",\"hash\":\"";
  private static final String BEHIND_HASH = "\"}";

  /** Makes the record that follows another one. */
  public static AuditRecord after(AuditHead head, Map<String, ?> fields) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("n", head.number() + 1);
    all.putAll(fields);
    all.put("previous", head.hash());
    try {
      String object = JSON.writeValueAsString(all);
      String begin = object.substring(0, object.length() - 1);
      String hash = Sha256.hex(begin);
      String line = begin + BEFORE_HASH + hash + BEHIND_HASH;
      return new AuditRecord(line, head.number() + 1, head.hash(), hash, JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a record holds texts and numbers", e);
    }
  }

  /** Reads a line; null if it is no record, as one that was cut off. */
  public static @Nullable AuditRecord parse(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      String hash = json.path("hash").asText();
      return json.path("n").isIntegralNumber() && line.endsWith(BEFORE_HASH + hash + BEHIND_HASH)
          ? new AuditRecord(
              line, json.path("n").asLong(), json.path("previous").asText(), hash, json)
          : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Returns whether its hash is that of what it says. */
  boolean isWhole() {
    int end = line.length() - (BEFORE_HASH + hash + BEHIND_HASH).length();
    return Sha256.hex(line.substring(0, end)).equals(hash);
  }

  /** Returns the head of a chain that it is the last of. */
  public AuditHead head() {
    return new AuditHead(number, hash);
  }
}
