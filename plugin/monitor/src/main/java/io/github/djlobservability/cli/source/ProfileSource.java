package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Progress;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.cli.terminal.Version;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.report.media.MediaItems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes one profile of files: of their rows, or of the profiles they hold. */
public final class ProfileSource {

  private static final int SEED_BYTES = 1 << 16;
  private static final String MAKE_ONE =
      "to compare them, name its values.key with --values-key, or give a file of rows as the"
          + " reference, or a profile made of one";

  private final Settings settings;
  private final Terminal terminal;
  private final Set<String> columns = new LinkedHashSet<>();
  private final MediaItems media;

  /**
   * Holds all that decides how a profile is built.
   *
   * @param input how files are read
   * @param columns what is said about columns
   * @param limits how large the profile may become
   * @param modelName for the provenance; empty for none
   * @param modelVersion for the provenance; empty for none
   * @param timeOrdered whether the rows are in the order of time
   * @param rows of each file that are read at most
   */
  public record Settings(
      InputOptions input,
      ColumnOptions columns,
      ProfileLimits limits,
      String modelName,
      String modelVersion,
      boolean timeOrdered,
      long rows) {}

  public ProfileSource(Settings settings, Terminal terminal) {
    this(settings, terminal, new MediaItems());
  }

  /**
   * Makes one that tells where recordings and images are.
   *
   * @param media takes in those that are read
   */
  public ProfileSource(Settings settings, Terminal terminal, MediaItems media) {
    this.settings = settings;
    this.terminal = terminal;
    this.media = media;
  }

  /** Returns one profile of all files, in their order: all of rows, or all profiles. */
  public ReferenceProfile load(List<Path> files) throws IOException {
    List<ReferenceProfile> profiles = new ArrayList<>();
    for (Path file : files) {
      if (Sources.isProfile(file)) {
        profiles.add(ProfileFile.read(file));
      }
    }
    if (profiles.isEmpty()) {
      return build(files);
    }
    if (profiles.size() < files.size()) {
      throw new UsageException("profiles and files of rows cannot be mixed");
    }
    for (ReferenceProfile profile : profiles) {
      OptionsThatApply.check(settings.columns(), profile);
      profile.schema().features().forEach(feature -> columns.add(feature.name()));
      columns.addAll(profile.provenance().leftOut().keySet());
    }
    try {
      return profiles.size() == 1 ? profiles.get(0) : ProfileBuilder.merge(profiles);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() == null ? "cannot merge" : e.getMessage(), e);
    }
  }

  /** Returns the columns of all that was loaded, with those that are left out or ignored. */
  public Set<String> columns() {
    return Collections.unmodifiableSet(columns);
  }

  /** Returns a profile without the columns that the user ignores. */
  public static ReferenceProfile without(ReferenceProfile profile, Set<String> ignored) {
    try {
      return profile.without(ignored);
    } catch (IllegalArgumentException e) {
      throw new UsageException("every feature of the profile is ignored");
    }
  }

  /**
   * Returns a profile that rows can be compared with: without the columns that the user ignores,
   * and without categories that are hashed with another key, of which it warns.
   *
   * @param key what the user says it is
   * @throws InputException if nothing is left
   */
  public ReferenceProfile compared(ReferenceProfile profile, ValuesKey key) throws InputException {
    ReferenceProfile chosen = without(profile, settings.columns().ignored());
    ReferenceProfile compared;
    try {
      compared = chosen.withoutOtherKeys(key.id());
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "the reference was captured from requests, and " + e.getMessage() + "; " + MAKE_ONE, e);
    }
    if (!compared.otherKeys().isEmpty()) {
      terminal.note(
          "warning: the reference was captured from requests; not compared, because their"
              + " categories are hashed with the key of "
              + (key.id() == null ? "a" : "another")
              + " state folder: "
              + String.join(", ", compared.otherKeys())
              + "; "
              + MAKE_ONE);
    }
    return compared;
  }

  /** Returns whether a file is a profile rather than rows. */
  public static boolean isProfile(Path file) throws IOException {
    return Sources.isProfile(file);
  }

  private ReferenceProfile build(List<Path> files) throws IOException {
    SchemaInference.Result found =
        new SchemaInference(files.get(0), settings.columns()).infer(settings.input());
    columns.addAll(found.columns());
    found.hints().forEach(hint -> terminal.note("hint: " + hint));
    ProfileBuilder builder = new ProfileBuilder(found.schema(), settings.limits(), seed(files));
    for (Path file : files) {
      read(file, found, builder);
    }
    return builder.build(provenance(files).withLeftOut(found.leftOut()));
  }

  private void read(Path file, SchemaInference.Result found, ProfileBuilder builder)
      throws IOException {
    Schema schema = found.schema();
    WrongTypes wrong = new WrongTypes(schema);
    RowClock clock = new RowClock(found.leftOut());
    Set<String> ignored = new HashSet<>(settings.columns().ignored());
    ignored.addAll(found.leftOut().keySet());
    try (RowReader reader =
            RowReader.open(file, settings.input(), new RowBuilder(schema), ignored);
        Progress progress = new Progress(terminal, file.getFileName().toString())) {
      if (reader.knowsColumns() && !reader.absent().isEmpty()) {
        throw new InputException(
            file + ": lacks the columns " + String.join(", ", reader.absent()));
      }
      long rows = 0;
      while (rows < settings.rows()) {
        Row row = reader.next();
        if (row == null) {
          break;
        }
        wrong.add(row, reader::position);
        builder.add(row, () -> reader.millis(clock));
        media.offer(reader.mediaFile(), row);
        progress.update(++rows, reader.progress());
      }
    }
    wrong.messages().forEach(message -> terminal.note("warning: " + message));
  }

  private Provenance provenance(List<Path> files) {
    return new Provenance(
        terminal.clock().instant(),
        Version.ofPlugin(),
        files.stream().map(file -> file.getFileName().toString()).toList(),
        settings.modelName().isEmpty() ? null : settings.modelName(),
        settings.modelVersion().isEmpty() ? null : settings.modelVersion(),
        settings.timeOrdered());
  }

  /** Equal files give equal profiles, and different ones are drawn from independently. */
  public static long seed(List<Path> files) throws IOException {
    long seed = 0;
    for (Path file : files) {
      List<Path> parts = Files.isDirectory(file) ? MediaSource.files(file) : List.of(file);
      for (Path part : parts) {
        seed = 31 * seed + start(part);
      }
    }
    return seed;
  }

  private static long start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return 31L * Arrays.hashCode(in.readNBytes(SEED_BYTES)) + Files.size(file);
    }
  }
}
