package io.github.djlobservability.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of a chain: whoever knows it, knows what the chain must hold up to there.
 *
 * @param number of the last record, from 1; 0 before the first
 * @param hash of the last record: 64 hexadecimal digits
 */
public record AuditHead(long number, String hash) {
  /** Before the first record. */
  public static final AuditHead START = new AuditHead(0, "0".repeat(64));

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  /** Reads what {@link #toString} has written; null for anything else. */
  public static @Nullable AuditHead parse(String text) {
    var match = WRITTEN.matcher(text);
    return match.matches() ? new AuditHead(Long.parseLong(match.group(1)), match.group(2)) : null;
  }

  @Override
  public String toString() {
    return number + ":" + hash;
  }
}
