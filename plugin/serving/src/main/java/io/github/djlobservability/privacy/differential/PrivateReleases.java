package io.github.djlobservability.privacy.differential;

import io.github.djlobservability.config.value.ReleasePolicy;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.StateFile;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.worker.MemoryShare;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases the bins and means of one model's features with noise, a few times a day: what is shown
 * and exported of a day is epsilon-differentially private for each subject.
 *
 * <p>A day of UTC has as many periods of the same length as releases. An item counts in the release
 * at the end of its period; of a subject one item a period counts, in one bin of each feature. The
 * releases of a day share the day's epsilon, and the features of a release its part of it. Nothing
 * else is worked out of the counts but by what was released. The spent budget is on the disk before
 * a release is seen; where it can't be read or written, nothing is released.
 *
 * <p>Not thread-safe: who observes the model owns it.
 */
public final class PrivateReleases {
  private static final Logger LOGGER = LoggerFactory.getLogger(PrivateReleases.class);
  private static final long MAGIC = 0x444A4C50524956L; // DJLPRIV
  private static final int VERSION = 1;
  private static final int MOST_BINS = 100_000;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final long NEVER = Long.MIN_VALUE;

  private final ReleasePolicy policy;
  private final StateFile file;
  private final Path folder;
  private final MemoryShare memory;
  private final DiscreteLaplace noise;
  private final InstantSource clock;
  private final DailyBudget budget;
  private final SeenSubjects subjects;
  private final List<SeriesRelease> series = new ArrayList<>();
  private final Map<String, SeriesRelease> byName = new HashMap<>();
  private long remembered;
  private long fingerprint;
  private long period = NEVER;
  private long releasedAt = NEVER;
  private boolean exhausted;
  private long leftOut;

  /**
   * @param file of the account and the last release
   * @param memory what the subjects of a period are remembered in
   * @param random that nobody can foresee
   */
  public PrivateReleases(
      ReleasePolicy policy,
      Path file,
      MemoryShare memory,
      SecureRandom random,
      InstantSource clock) {
    this.policy = policy;
    this.file = new StateFile(file, MAGIC, VERSION);
    this.folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file in a folder");
    this.memory = memory;
    this.noise = new DiscreteLaplace(random);
    this.clock = clock;
    this.budget = new DailyBudget(policy.epsilon());
    this.subjects = new SeenSubjects(random);
  }

  /**
   * Begins with a reference; what was counted for another is forgotten, and what is spent is not.
   */
  public void begin(ReferenceProfile profile) {
    series.clear();
    byName.clear();
    subjects.clear();
    profile.schema().series().stream()
        .filter(one -> one.feature().role() != FeatureRole.TARGET)
        .map(one -> new SeriesRelease(profile, one))
        .forEach(series::add);
    series.forEach(one -> byName.put(one.name(), one));
    fingerprint = fingerprint();
    releasedAt = NEVER;
    if (policy.subject() != null && remembered == 0) {
      remembered = memory.claimUpTo(SeenSubjects.BYTES);
    }
    open();
    period = Math.max(period, periodOf(clock.millis()));
  }

  private long fingerprint() {
    CRC32C crc = new CRC32C();
    for (SeriesRelease one : series) {
      crc.update((one.name() + '\n' + one.labels()).getBytes(StandardCharsets.UTF_8));
    }
    return crc.getValue();
  }

  /** Where the account can't be read, the day counts as spent. */
  private void open() {
    try {
      boolean unused = file.restore(0, this::read);
    } catch (IOException | RuntimeException e) {
      LOGGER.error("What is spent of epsilon can't be read, so today nothing is released", e);
      budget.spendAll(day(clock.millis()));
      keepAccount();
    }
  }

  /** The file that could not be read is gone: a restart is not to find a whole budget. */
  private void keepAccount() {
    try {
      keep(clock.millis(), List.of());
    } catch (IOException e) {
      LOGGER.error("What is spent of epsilon can't be written", e);
    }
  }

  /** Counts a row for the next release. */
  public void count(Row row, @Nullable String subject) {
    if (policy.subject() != null && !isFirst(subject)) {
      leftOut++;
      return;
    }
    series.forEach(one -> one.count(row));
  }

  private boolean isFirst(@Nullable String subject) {
    return subject != null && remembered >= SeenSubjects.BYTES && subjects.isFirst(subject);
  }

  /**
   * Releases what was counted in a period that is over; to be called from time to time.
   *
   * @return whether there is a new release
   * @throws IOException if the account can't be kept; then there is none
   */
  public boolean tick() throws IOException {
    long now = clock.millis();
    long current = periodOf(now);
    if (series.isEmpty() || current <= period) {
      return false;
    }
    period = current;
    subjects.clear();
    exhausted = !budget.spend(policy.epsilonOfRelease(), day(now));
    if (exhausted) {
      series.forEach(SeriesRelease::clear);
      return false;
    }
    double epsilon = policy.epsilonOfRelease() / series.size() / sensitivity();
    List<long[]> noisy = series.stream().map(one -> one.draw(noise, epsilon)).toList();
    keep(now, noisy);
    releasedAt = now;
    for (int i = 0; i < noisy.size(); i++) {
      series.get(i).release(noisy.get(i));
    }
    return true;
  }

  /**
   * Returns how many counts of a feature a subject changes at most. Where subjects are told apart,
   * one that comes may keep another one out: as many are remembered as there is room for.
   */
  private int sensitivity() {
    return policy.subject() == null ? 1 : 2;
  }

  private void keep(long now, List<long[]> noisy) throws IOException {
    PrivateFiles.createFolders(folder);
    file.save(0, out -> write(out, now, noisy));
  }

  private long periodOf(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS / policy.releases());
  }

  private static long day(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  private void write(DataOutput out, long now, List<long[]> noisy) throws IOException {
    budget.write(out);
    out.writeLong(fingerprint);
    out.writeLong(now);
    out.writeInt(noisy.size());
    for (long[] counts : noisy) {
      StateFormat.write(out, counts);
    }
  }

  private void read(DataInput in) throws IOException {
    budget.read(in);
    boolean same = in.readLong() == fingerprint;
    long at = in.readLong();
    int size = StateFormat.size(in, 0, MOST_BINS);
    for (int i = 0; i < size; i++) {
      long[] counts = StateFormat.readLongs(in, MOST_BINS);
      if (same && i < series.size() && series.get(i).size() == counts.length) {
        series.get(i).restore(counts);
        releasedAt = at;
      }
    }
    // The periods up to then had their release.
    period = Math.max(period, periodOf(at));
  }

  /** Returns the sums of the releases of a series since the start, by bin; empty for no such. */
  public long[] totals(String name) {
    SeriesRelease one = byName.get(name);
    return one == null ? new long[0] : one.totals();
  }

  /** Returns an evaluation whose windows are the last release. */
  public ModelEvaluation shown(ModelEvaluation evaluation) {
    return new ModelEvaluation(
        evaluation.itemCount(),
        evaluation.windowCount(),
        evaluation.status(),
        evaluation.expectedRunTime(),
        evaluation.features().stream().map(this::shown).toList());
  }

  private FeatureEvaluation shown(FeatureEvaluation feature) {
    SeriesRelease one = releasedAt == NEVER ? null : byName.get(feature.feature());
    WindowMeasures measures = one == null ? null : one.measures();
    List<FeatureEvaluation.CheckEvaluation> checks =
        feature.checks().stream().map(FeatureEvaluation.CheckEvaluation::withoutFigures).toList();
    return new FeatureEvaluation(feature.feature(), feature.status(), checks, measures);
  }

  /** Returns how it stands; for any thread. */
  public PrivacyReport report() {
    boolean released = releasedAt != NEVER;
    return new PrivacyReport(
        policy.epsilon(),
        budget.spent(day(clock.millis())),
        policy.releases(),
        policy.subject(),
        exhausted ? "spent" : released ? "released" : "waiting",
        released ? Instant.ofEpochMilli(releasedAt).toString() : null,
        leftOut,
        released ? series.stream().map(SeriesRelease::report).toList() : List.of());
  }

  /** Gives back what it held. */
  public void close() {
    memory.release(remembered);
    remembered = 0;
    series.clear();
    byName.clear();
  }
}
