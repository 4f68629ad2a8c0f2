package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.profile.file.ProfileFormatException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import io.github.djlobservability.state.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which reference of a model is in force, and keeps the captured one. Not thread-safe.
 *
 * <p>A captured reference goes before the shipped one that it was taken beside. When another one is
 * shipped, that one wins. What is replaced is kept ({@link ReplacedReferences}), and the new
 * reference is safe on the disk before anything of the old one goes.
 */
public final class ReferenceStore {
  private static final String NONE = "none";

  private final ModelFiles files;
  private final ReplacedReferences replaced;
  private final BiConsumer<Path, String> damage;

  /**
   * A reference and where it comes from.
   *
   * @param captured whether it was captured here; otherwise it came with the model
   * @param note what became of another one, for people; null when there was none
   */
  public record InForce(
      ReferenceProfile profile, Path file, boolean captured, @Nullable String note) {}

  /**
   * @param damage told of a captured reference that can't be used, and why
   */
  public ReferenceStore(ModelFiles files, InstantSource clock, BiConsumer<Path, String> damage) {
    this.files = files;
    this.damage = damage;
    replaced = new ReplacedReferences(files, clock);
  }

  /**
   * Returns the reference that is in force; null when there is none.
   *
   * @throws IOException if the shipped one is needed and can't be read
   */
  public @Nullable InForce open() throws IOException {
    String note = null;
    if (isCaptured()) {
      String shippedNow = fingerprint();
      if (isBeside(shippedNow)) {
        InForce captured = readCaptured();
        if (captured != null) {
          return captured;
        }
      } else {
        note =
            "the model's own reference has changed since one was captured, so it is used; "
                + setAside();
      }
    }
    return readShipped(note);
  }

  /** The model's own reference is used in any case, on a disk that can't be written to as well. */
  private String setAside() {
    try {
      return "the captured one is kept in " + drop(List.of());
    } catch (IOException e) {
      return "the captured one can't be put away (" + e + ")";
    }
  }

  private @Nullable InForce readCaptured() throws IOException {
    try {
      return new InForce(ProfileFile.read(files.captured()), files.captured(), true, null);
    } catch (ProfileFormatException e) {
      damaged(e.problem());
    } catch (RuntimeException e) {
      damaged(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      damage.accept(
          files.captured(),
          "the captured one can't be read (" + e + "); the model's own is used, if there is one");
    }
    return null;
  }

  private void damaged(String why) throws IOException {
    Path aside = ReplacedFile.setAside(files.captured());
    damage.accept(
        files.captured(),
        "the captured one is damaged and set aside as "
            + aside.getFileName()
            + (files.shipped() == null ? "; there is no other" : "; the model's own is used")
            + " ("
            + why
            + ")");
  }

  private @Nullable InForce readShipped(@Nullable String note) throws IOException {
    Path shipped = files.shipped();
    return shipped == null ? null : new InForce(ProfileFile.read(shipped), shipped, false, note);
  }

  /** Returns whether there is a captured reference. */
  public boolean isCaptured() {
    return Files.isRegularFile(files.captured());
  }

  /** Reads the shipped reference, to see whether it can be used; null when there is none. */
  public @Nullable InForce shipped() throws IOException {
    return readShipped(null);
  }

  /**
   * Puts a captured reference in force, and takes the monitor's state of the one before away.
   *
   * @param before the file that is in force up to now; null when none is
   * @param verdicts of the monitor up to now
   * @return where what is replaced is kept; null when there was nothing
   * @throws IOException if it can't be kept: then all is as it was
   */
  public @Nullable Path adopt(
      ReferenceProfile profile, @Nullable Path before, List<Verdict> verdicts) throws IOException {
    PrivateFiles.createFolders(files.state());
    Path kept = before == null ? null : replaced.keep(before, verdicts);
    byte[] beside = fingerprint().getBytes(StandardCharsets.UTF_8);
    // In this order: a crash in between leaves the old reference beside the shipped one of today.
    ReplacedFile.write(files.beside(), out -> out.write(beside));
    ProfileFile.writePrivate(profile, files.captured());
    Files.deleteIfExists(files.monitor());
    return kept;
  }

  /**
   * Takes the captured reference out of force.
   *
   * @param verdicts of the monitor up to now
   * @return where it is kept
   */
  public Path drop(List<Verdict> verdicts) throws IOException {
    Path kept = replaced.keep(files.captured(), verdicts);
    Files.delete(files.captured());
    Files.deleteIfExists(files.beside());
    Files.deleteIfExists(files.monitor());
    return kept;
  }

  /** One without a note of what it was taken beside gives way to a younger file. */
  private boolean isBeside(String shippedNow) throws IOException {
    if (Files.isRegularFile(files.beside())) {
      // A reference that is no longer shipped takes nothing back.
      return shippedNow.equals(NONE)
          || new String(ReplacedFile.read(files.beside()), StandardCharsets.UTF_8)
              .equals(shippedNow);
    }
    Path shipped = files.shipped();
    return shipped == null
        || !Files.isRegularFile(shipped)
        || Files.getLastModifiedTime(shipped).compareTo(Files.getLastModifiedTime(files.captured()))
            <= 0;
  }

  private String fingerprint() throws IOException {
    Path shipped = files.shipped();
    if (shipped == null || !Files.isRegularFile(shipped)) {
      return NONE;
    }
    return Sha256.hex(Files.readAllBytes(shipped));
  }
}
