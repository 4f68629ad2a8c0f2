package io.github.djlobservability.profile.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.state.ReplacedFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes and reads reference profiles as JSON, described in docs/profile-format.md. */
public final class ProfileFile {

  static final String FORMAT = "djl-serving-observability/profile";

  /** The version that is written, and the newest that is read. */
  static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProfileFile() {}

  /** Writes a profile; the file is there as a whole or not at all. */
  public static void write(ReferenceProfile profile, Path file) throws IOException {
    ReplacedFile.writeShared(file, out -> write(profile, out));
  }

  /** Does the same, but only this user may read the file. */
  public static void writePrivate(ReferenceProfile profile, Path file) throws IOException {
    ReplacedFile.write(file, out -> write(profile, out));
  }

  /** Writes a profile and leaves the stream open. */
  public static void write(ReferenceProfile profile, OutputStream out) throws IOException {
    try (ProfileWriter writer = new ProfileWriter(JSON.getFactory(), out)) {
      writer.write(profile);
    }
  }

  /**
   * Reads a profile.
   *
   * @throws ProfileFormatException if the file is no profile, is damaged, or of a newer version
   */
  public static ReferenceProfile read(Path file) throws IOException {
    try (InputStream in = ReplacedFile.open(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a profile and leaves the stream open.
   *
   * @param name of the stream, for messages
   * @throws ProfileFormatException if it is no profile, is damaged, or of a newer version
   */
  public static ReferenceProfile read(InputStream in, String name) throws IOException {
    try {
      return new ProfileReader(root(JSON.readTree(in))).read();
    } catch (JsonProcessingException e) {
      throw new ProfileFormatException(name, notJson(where(e) + e.getOriginalMessage()), e);
    } catch (CharConversionException e) {
      throw new ProfileFormatException(name, notJson(String.valueOf(e.getMessage())), e);
    } catch (ProfileFormatException | IllegalArgumentException e) {
      throw new ProfileFormatException(name, "is not a usable profile: " + e.getMessage(), e);
    }
  }

  private static String notJson(String why) {
    return "is not JSON, so it is damaged or cut off ("
        + why
        + "); make it anew with the command profile, or put a copy in its place";
  }

  /** Says where it is no JSON, without what the parser says of itself. */
  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  /** Checks what it is before anything in it is believed. */
  private static JsonField root(JsonNode node) throws ProfileFormatException {
    if (!node.path("format").asText().equals(FORMAT)) {
      throw new ProfileFormatException("it does not say \"format\": \"" + FORMAT + "\"");
    }
    JsonField root = new JsonField(node, "");
    long version = root.get("version").whole();
    if (version > VERSION) {
      throw new ProfileFormatException(
          "it is of format version "
              + version
              + ", and this plugin reads up to "
              + VERSION
              + "; use a newer plugin");
    }
    return root;
  }
}
