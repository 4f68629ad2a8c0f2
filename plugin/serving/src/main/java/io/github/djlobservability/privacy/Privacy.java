package io.github.djlobservability.privacy;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.KeyedHash;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.disclosure.detector.Uuids;
import io.github.djlobservability.privacy.detector.PersonalData;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Says how whatever clients have written may leave the plugin. Every log line, event, span, metric,
 * page and file gets it from here. Never to be asked on a request's thread. Thread-safe.
 */
public final class Privacy {
  /** Longer ids are hashed whatever they are. */
  private static final int LONGEST_ID = 256;

  /** Longer predictions are texts, and no classes. */
  private static final int LONGEST_CLASS = 120;

  private static final int MOST_BLANKS = 5;

  private final KeyedHash hash;
  private final ValuePolicy policy;
  private final PersonalData personal;
  private final CleanTexts clean = new CleanTexts();

  private final boolean ofProcess;

  private Privacy(byte[] key, ValuePolicy policy, boolean ofProcess) {
    this.ofProcess = ofProcess;
    this.hash = new KeyedHash(key);
    this.policy = policy;
    this.personal = PersonalData.ALL;
  }

  /**
   * Returns one whose hashes stay the same over restarts.
   *
   * @param folder holds the key, which is made if there is none
   * @param policy of the server
   * @throws IOException if the key can be neither read nor made
   */
  public static Privacy in(Path folder, ValuePolicy policy) throws IOException {
    return new Privacy(InstallationKey.in(folder, new SecureRandom()), policy, false);
  }

  /** Returns one whose hashes are those of this process alone. */
  public static Privacy ofProcess(ValuePolicy policy) {
    return new Privacy(InstallationKey.random(new SecureRandom()), policy, true);
  }

  /** Returns whether its hashes are those of this process alone. */
  public boolean isOfProcess() {
    return ofProcess;
  }

  /**
   * Returns an id as it is held and shown: itself, or a keyed hash if it is personal, has a blank
   * in it as no id has, or is very long. The ids that most requests have are not searched.
   */
  public String id(String id) {
    if (policy.showsAll() || Uuids.is(id) || HiddenValue.is(id) || clean.contains(id)) {
      return id;
    }
    boolean odd = id.length() > LONGEST_ID || id.indexOf(' ') >= 0;
    return odd || personal.isIn(id) ? hidden(id) : id;
  }

  /** Returns whether a name may not be kept. */
  public boolean isPersonal(String name) {
    return !policy.showsAll() && personal.isIn(name);
  }

  /**
   * Returns a class, predicted or of a label, as it is held where no reference tells the classes:
   * itself, unless it is personal, or no name but a text, as generative models write it.
   */
  public String heldClass(String name) {
    return isPersonal(name) || (isText(name) && !policy.showsAll()) ? hidden(name) : name;
  }

  /** Names of classes may be synonyms with commas between them; each is of a few words. */
  private static boolean isText(String name) {
    if (name.length() > LONGEST_CLASS) {
      return true;
    }
    int blanks = 0;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '\n' || letter == '{') {
        return true;
      }
      blanks = letter == ',' ? 0 : blanks + (letter == ' ' ? 1 : 0);
      if (blanks > MOST_BLANKS) {
        return true;
      }
    }
    return false;
  }

  /** Returns a value by which quality is split as it is held where no reference tells it. */
  public String heldSegment(String feature, String value, ValuePolicy of) {
    boolean plain =
        of.shows(feature)
            || value.equals("true")
            || value.equals("false")
            || HeldCategories.isShortNumber(value);
    return plain ? value : hidden(value);
  }

  /** Returns a text with all that is personal or secret in it masked. */
  public String text(String text) {
    if (policy.showsAll() || clean.contains(text)) {
      return text;
    }
    String masked = personal.masked(text);
    if (masked.equals(text)) {
      clean.add(text);
    }
    return masked;
  }

  /**
   * Returns a text in which each word of what is personal or secret is as long as it was, and
   * unreadable: characters of Unicode's private use, the same for the same word.
   */
  public String words(String text) {
    return policy.showsAll() ? text : personal.replaced(text, this::unreadable);
  }

  private String unreadable(String found) {
    StringBuilder hidden = new StringBuilder(found.length());
    int start = 0;
    for (int i = 0; i <= found.length(); i++) {
      if (i == found.length() || !Character.isLetterOrDigit(found.charAt(i))) {
        SplittableRandom random = new SplittableRandom(hash.of(found.substring(start, i)));
        random.ints(i - start, 0xe000, 0xf900).forEach(c -> hidden.append((char) c));
        hidden.append(i == found.length() ? "" : found.charAt(i));
        start = i + 1;
      }
    }
    return hidden.toString();
  }

  /** Returns a path as {@link #text} does, of which personal data may be percent-encoded. */
  public String path(String path) {
    if (policy.showsAll() || clean.contains(path) || path.indexOf('%') < 0) {
      return text(path);
    }
    String decoded = decoded(path);
    String masked = personal.masked(decoded);
    return masked.equals(decoded) ? text(path) : masked;
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  /** Returns what tells the key of the hashes from others, and says nothing else of it. */
  public String keyId() {
    return hash.id();
  }

  /** Returns what stands for a value that a rule has hashed. */
  public String hash(String value) {
    return hidden(value);
  }

  /** Returns what stands for a value. */
  String hidden(String value) {
    return HiddenValue.of(hash.of(value));
  }

  /** Returns what stands for a failure where it is logged or sent. */
  public Throwable failure(Throwable failure) {
    return policy.showsAll() ? failure : new PlainFailure(failure);
  }

  /** Returns whether names and messages that clients have written may be seen. */
  public boolean showsAll() {
    return policy.showsAll();
  }
}
