package io.github.djlobservability.cli;

import io.github.djlobservability.cli.source.ColumnOptions;
import io.github.djlobservability.cli.source.InputException;
import io.github.djlobservability.cli.source.InputOptions;
import io.github.djlobservability.cli.source.ProfileSource;
import io.github.djlobservability.cli.source.RowReader;
import io.github.djlobservability.cli.source.ValuesKey;
import io.github.djlobservability.cli.terminal.Progress;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.Version;
import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.report.CheckSettings;
import io.github.djlobservability.report.CurrentRows;
import io.github.djlobservability.report.RuleCounts;
import io.github.djlobservability.report.media.MediaItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the rows that are compared with a reference. */
final class CurrentRowsReader {

  private final Settings settings;
  private final Terminal terminal;

  CurrentRowsReader(Settings settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
  }

  /**
   * How rows are read.
   *
   * @param input how files are read
   * @param columns what is said about columns, of which some are ignored
   * @param check how many rows may break a rule
   * @param key that the reference's categories may be hashed with
   * @param media takes in the recordings and images that are read
   */
  record Settings(
      InputOptions input,
      ColumnOptions columns,
      CheckSettings check,
      ValuesKey key,
      MediaItems media) {}

  /**
   * Reads files, one after the other.
   *
   * @param reference without what is ignored
   * @param known columns of the reference, with what is ignored
   */
  CurrentRows read(List<Path> files, ReferenceProfile reference, Set<String> known)
      throws IOException {
    Set<String> names = new LinkedHashSet<>(known);
    ProfileBuilder builder = ProfileBuilder.comparedWith(reference, ProfileSource.seed(files));
    RuleCounts rules = new RuleCounts(reference);
    List<String> absent = new ArrayList<>();
    List<CurrentRows.NotCompared> notCompared = new ArrayList<>();
    HeldValues held = settings.key().held(reference);
    for (Path file : files) {
      try (RowReader reader =
              RowReader.open(
                  file,
                  settings.input(),
                  new RowBuilder(reference, held),
                  settings.columns().ignored());
          Progress progress = new Progress(terminal, file.getFileName().toString())) {
        for (Row row = reader.next(); row != null; row = reader.next()) {
          rules.add(row, reader::position);
          builder.add(row);
          settings.media().offer(reader.mediaFile(), row);
          progress.update(builder.rowCount(), reader.progress());
        }
        absent.addAll(reader.absent());
        notCompared.addAll(reader.notCompared());
        names.addAll(reader.columns());
      }
    }
    settings.columns().checkIgnored(names);
    if (builder.rowCount() == 0) {
      throw new InputException(files.get(0) + ": has no rows");
    }
    Provenance provenance =
        new Provenance(
            terminal.clock().instant(),
            Version.ofPlugin(),
            files.stream().map(file -> file.getFileName().toString()).toList(),
            null,
            null,
            false);
    return new CurrentRows(
        builder.build(provenance), rules.findings(absent, settings.check()), absent, notCompared);
  }
}
