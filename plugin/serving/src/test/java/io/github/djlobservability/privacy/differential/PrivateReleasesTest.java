package io.github.djlobservability.privacy.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.djlobservability.config.value.ReleasePolicy;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.worker.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateReleasesTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("sex", FeatureType.CATEGORICAL)));
  private static final ReferenceProfile REFERENCE = reference(SCHEMA);

  /** So much that the noise is nearly always 0. */
  private static final double PLENTY = 100;

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-30T01:00:00Z");

  private static ReferenceProfile reference(Schema schema) {
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), 1);
    RowBuilder row = new RowBuilder(schema);
    for (int i = 0; i < 1_000; i++) {
      row.put(0, i % 100);
      row.parse(1, i % 2 == 0 ? "F" : "M");
      profile.add(row.build());
    }
    return profile.build(new Provenance(Instant.EPOCH, "test", List.of(), "m", null, false));
  }

  private PrivateReleases open(double epsilon, int releases, @Nullable String subject) {
    PrivateReleases opened =
        new PrivateReleases(
            new ReleasePolicy(epsilon, releases, subject),
            folder.resolve("privacy.state"),
            new MemoryBudget(10L << 20).share("subjects", Long.MAX_VALUE),
            new SecureRandom(),
            () -> now);
    opened.begin(REFERENCE);
    return opened;
  }

  private static void count(PrivateReleases to, int items, @Nullable String subject) {
    RowBuilder row = new RowBuilder(SCHEMA);
    for (int i = 0; i < items; i++) {
      row.put(0, 42);
      row.parse(1, "F");
      to.count(row.build(), subject);
    }
  }

  private void pass(int hours) {
    now = now.plus(Duration.ofHours(hours));
  }

  private static long count(PrivateReleases of, String feature, String bin) {
    PrivacyReport.Feature found =
        of.report().features().stream()
            .filter(one -> one.feature().equals(feature))
            .findFirst()
            .orElseThrow();
    return found.counts().get(found.bins().indexOf(bin));
  }

  @Test
  void releasesAPeriodWhenItIsOverAndRepeatsItUntilTheNext() throws IOException {
    PrivateReleases releases = open(4 * PLENTY, 4, null);
    count(releases, 70, null);
    assertThat(releases.tick()).isFalse();
    assertThat(releases.report().status()).isEqualTo("waiting");
    assertThat(releases.report().features()).isEmpty();

    pass(6);
    assertThat(releases.tick()).isTrue();
    PrivacyReport first = releases.report();
    assertThat(first.status()).isEqualTo("released");
    assertThat(first.releasedAt()).isEqualTo("2026-11-30T07:00:00Z");
    assertThat(first.spentToday()).isEqualTo(PLENTY);
    assertThat(count(releases, "sex", "F")).isEqualTo(70);
    assertThat(count(releases, "sex", "M")).isZero();

    count(releases, 30, null);
    assertThat(releases.tick()).isFalse();
    assertThat(releases.report()).isEqualTo(first);
    pass(6);
    assertThat(releases.tick()).isTrue();
    assertThat(count(releases, "sex", "F")).isEqualTo(30);
    int bin = first.features().get(1).bins().indexOf("F");
    assertThat(releases.totals("sex")[bin]).as("over the releases").isEqualTo(100);
  }

  @Test
  void aSmallEpsilonHidesTheCounts() throws IOException {
    PrivateReleases releases = open(0.01, 1, null);
    count(releases, 70, null);
    pass(24);
    assertThat(releases.tick()).isTrue();
    List<Long> counts = releases.report().features().get(1).counts();
    // Each is right with a probability of 0.0025; all of them, never.
    assertThat(counts).isNotEqualTo(exact(releases, 70));
    assertThat(Math.abs(counts.get(0)) + Math.abs(counts.get(1))).isPositive();
  }

  private static List<Long> exact(PrivateReleases releases, long items) {
    return releases.report().features().get(1).bins().stream()
        .map(bin -> bin.equals("F") ? items : 0L)
        .toList();
  }

  @Test
  void whenTheDayHasNothingLeftTheLastReleaseStays() throws IOException {
    PrivateReleases generous = open(PLENTY, 1, null);
    count(generous, 70, null);
    pass(24);
    assertThat(generous.tick()).isTrue();
    generous.close();

    PrivateReleases releases = open(PLENTY, 24, null);
    assertThat(count(releases, "sex", "F")).as("over a restart").isEqualTo(70);
    count(releases, 10, null);
    pass(1);
    assertThat(releases.tick()).isFalse();
    assertThat(releases.report().status()).isEqualTo("spent");
    assertThat(releases.report().spentToday()).isEqualTo(PLENTY);
    assertThat(count(releases, "sex", "F")).isEqualTo(70);

    pass(24);
    assertThat(releases.tick()).isTrue();
    assertThat(releases.report().status()).isEqualTo("released");
    assertThat(count(releases, "sex", "F"))
        .as("what came meanwhile is not made up for")
        .isLessThan(5);
  }

  @Test
  void aDayWhoseAccountIsDamagedCountsAsSpentOverRestarts() throws IOException {
    Files.writeString(folder.resolve("privacy.state"), "no state");
    for (int start = 0; start < 2; start++) {
      PrivateReleases releases = open(PLENTY, 24, null);
      count(releases, 70, null);
      pass(1);
      assertThat(releases.tick()).isFalse();
      assertThat(releases.report().status()).isEqualTo("spent");
    }
    PrivateReleases releases = open(PLENTY, 24, null);
    pass(24);
    assertThat(releases.tick()).as("another day").isTrue();
  }

  @Test
  void whatCannotBeAccountedForIsNotReleased() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    PrivateReleases releases =
        new PrivateReleases(
            new ReleasePolicy(PLENTY, 24, null),
            file.resolve("privacy.state"),
            new MemoryBudget(10L << 20).share("subjects", Long.MAX_VALUE),
            new SecureRandom(),
            () -> now);
    releases.begin(REFERENCE);
    count(releases, 70, null);
    pass(1);
    assertThatThrownBy(releases::tick).isInstanceOf(IOException.class);
    assertThat(releases.report().features()).isEmpty();
  }

  @Test
  void ofASubjectOneItemAPeriodCounts() throws IOException {
    PrivateReleases releases = open(24 * PLENTY, 24, "customer");
    for (int i = 0; i < 20; i++) {
      count(releases, 5, "customer-" + i);
    }
    count(releases, 3, null);
    pass(1);
    assertThat(releases.tick()).isTrue();
    assertThat(count(releases, "sex", "F")).isEqualTo(20);
    assertThat(releases.report().leftOutItems()).isEqualTo(83);
    count(releases, 1, "customer-1");
    pass(1);
    assertThat(releases.tick()).isTrue();
    assertThat(count(releases, "sex", "F")).isEqualTo(1);
  }

  @Test
  void anotherReferenceForgetsTheReleaseAndNotTheAccount() throws IOException {
    PrivateReleases releases = open(PLENTY, 1, null);
    pass(24);
    assertThat(releases.tick()).isTrue();
    Schema other =
        new Schema(
            List.of(
                Feature.input("age", FeatureType.NUMERIC),
                Feature.input("town", FeatureType.CATEGORICAL)));
    releases.begin(reference(other));
    assertThat(releases.report().status()).isEqualTo("waiting");
    assertThat(releases.report().spentToday()).isEqualTo(PLENTY);
  }

  @Test
  void windowsAreWorkedOutOfTheRelease() throws IOException {
    PrivateReleases releases = open(PLENTY, 1, null);
    WindowMeasures exact = new WindowMeasures(1, 1, 0, 0, 0, 0, 123.456, 1, 0, 0, 0);
    ModelEvaluation evaluation =
        new ModelEvaluation(
            70,
            1,
            Status.STABLE,
            1e6,
            List.of(
                new FeatureEvaluation("age", Status.STABLE, List.of(), exact),
                new FeatureEvaluation("whole rows", Status.STABLE, List.of(), exact)));
    assertThat(releases.shown(evaluation).features())
        .extracting(FeatureEvaluation::window)
        .containsOnlyNulls();
    count(releases, 70, null);
    pass(24);
    assertThat(releases.tick()).isTrue();
    List<FeatureEvaluation> shown = releases.shown(evaluation).features();
    WindowMeasures age = Objects.requireNonNull(shown.get(0).window());
    assertThat(age.itemCount()).isEqualTo(70);
    assertThat(age.mean()).isCloseTo(42, offset(10.0));
    assertThat(age.missing()).isZero();
    assertThat(age.jensenShannon()).isGreaterThan(0.5);
    assertThat(shown.get(1).window()).isNull();
  }
}
