package io.github.djlobservability.profile.file;

import static io.github.djlobservability.profile.SampleRows.profile;
import static io.github.djlobservability.profile.SampleRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.payload.text.TextFigure;
import io.github.djlobservability.profile.ProfileAssertions;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.SampleRows;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLASS = 7;
  private static final ProfileLimits LIMITS =
      new ProfileLimits(300, 2_000_000, 64, 1000, 20_000, 10);

  private final ReferenceProfile profile = profile(rows(1000, 1), LIMITS, 1);
  @TempDir Path folder;

  @Test
  void comesBackAsItWas() throws IOException {
    Path file = folder.resolve("reference.json");
    ProfileFile.write(profile, file);
    ProfileAssertions.assertEqual(ProfileFile.read(file), profile);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void timesOfRowsComeBackToTheMinute() throws IOException {
    assertThat(profile.sample().times()).isNull();
    assertThat(JSON.readTree(bytes(profile)).path("sample").has("times")).isFalse();
    ProfileBuilder builder = new ProfileBuilder(SampleRows.SCHEMA, LIMITS, 1);
    long minute = 60_000;
    for (Row row : rows(3, 1)) {
      builder.add(row, () -> minute * (1 + builder.rowCount()) + 59_999);
    }
    byte[] written = bytes(builder.build(SampleRows.PROVENANCE));
    ReferenceProfile read = ProfileFile.read(new ByteArrayInputStream(written), "p");
    assertThat(read.sample().times()).containsExactly(minute, 2 * minute, 3 * minute);
    assertThat(bytes(read)).isEqualTo(written);
  }

  @Test
  void aProfileOfBeforeTheFiguresOfTextsIsReadAllTheSame() throws IOException {
    ObjectNode old = (ObjectNode) JSON.readTree(bytes(profile));
    old.withArray("features").forEach(feature -> ((ObjectNode) feature).remove("characters"));
    ((ObjectNode) old.get("sample")).remove("texts");
    ReferenceProfile read =
        ProfileFile.read(new ByteArrayInputStream(JSON.writeValueAsBytes(old)), "p");
    List<String> watched = names(read);
    assertThat(read.hasOldTexts()).isTrue();
    assertThat(profile.hasOldTexts()).isFalse();
    assertThat(names(profile)).contains("review.cross_entropy", "review.capital_share");
    assertThat(watched)
        .contains("review.length", "review.out_of_vocabulary")
        .doesNotContain("review.cross_entropy", "review.capital_share");
    Row row = new RowBuilder(read).put(4, "good and new").build();
    assertThat(row.text(4)).isNotNull();
    assertThat(row.text(4).figure(TextFigure.CROSS_ENTROPY)).isNaN();
  }

  private static List<String> names(ReferenceProfile of) {
    return new ProfiledModel(of)
        .reference().features().stream().map(FeatureReference::name).toList();
  }

  @Test
  void writtenAgainItIsTheSameFile() throws IOException {
    byte[] written = bytes(profile);
    ReferenceProfile read = ProfileFile.read(new ByteArrayInputStream(written), "p");
    assertThat(bytes(read)).isEqualTo(written);
  }

  @Test
  void rowsOfOneCategoryShareItsName() throws IOException {
    ReferenceProfile read = ProfileFile.read(new ByteArrayInputStream(bytes(profile)), "p");
    Set<String> names = Collections.newSetFromMap(new IdentityHashMap<>());
    int feature = read.schema().indexOf("state");
    for (int i = 0; i < read.sample().size(); i++) {
      String state = read.sample().row(i).category(feature);
      if (state != null) {
        names.add(state);
      }
    }
    assertThat(names).isNotEmpty().hasSameSizeAs(new HashSet<>(names));
  }

  @Test
  void anEmptyProfileComesBackToo() throws IOException {
    ReferenceProfile empty = profile(List.of(), LIMITS, 1);
    ReferenceProfile read = ProfileFile.read(new ByteArrayInputStream(bytes(empty)), "p");
    assertThat(read.rowCount()).isZero();
    assertThat(read.sample().size()).isZero();
    assertThat(read.numeric(SampleRows.series("age")).mean()).isNaN();
    assertThat(read.feature(0).rules()).isEqualTo(empty.feature(0).rules());
  }

  @Test
  void whatWasReadCanBeMergedAndUsed() throws IOException {
    ReferenceProfile read = ProfileFile.read(new ByteArrayInputStream(bytes(profile)), "p");
    ReferenceProfile more = profile(rows(500, 2), LIMITS, 2);
    ProfileAssertions.assertSameInExactParts(
        ProfileBuilder.merge(List.of(read, more)), ProfileBuilder.merge(List.of(profile, more)));
  }

  @Test
  void isReadableJson() throws IOException {
    JsonNode root = JSON.readTree(bytes(profile));
    assertThat(root.path("format").asText()).isEqualTo("djl-serving-observability/profile");
    assertThat(root.path("version").asInt()).isEqualTo(1);
    JsonNode age = root.path("features").path(0);
    assertThat(age.path("type").asText()).isEqualTo("numeric");
    assertThat(age.path("series").path("value").path("count").asLong()).isEqualTo(1000);
    assertThat(root.path("sample").path("columns").path(0)).hasSize(300);
  }

  @Test
  void aValueOfAWrongTypeIsNotWrittenDown() throws IOException {
    Row row = new RowBuilder(SampleRows.SCHEMA).put(0, "a secret").build();
    assertThat(new String(bytes(profile(List.of(row), LIMITS, 1)), StandardCharsets.UTF_8))
        .doesNotContain("secret");
  }

  /** Profiles written before classes had one name hold codes as their files wrote them. */
  @Test
  void namesClassesOnceHoweverTheyWereWrittenDown() throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(bytes(profile));
    ObjectNode counts = value(root, CLASS).withObject("categories");
    long ones = counts.path("1").asLong();
    counts.put("1", ones - 3).put("1.0", 3);
    ((ArrayNode) root.path("sample").path("columns").path(CLASS)).set(0, "1.0");
    ReferenceProfile read = read(root.toString());
    assertThat(read.categories(SampleRows.series("class")).count("1")).isEqualTo(ones);
    assertThat(read.categories(SampleRows.series("class")).contains("1.0")).isFalse();
    assertThat(read.sample().row(0).category(CLASS)).isEqualTo("1");
  }

  @Test
  void refusesANewerVersion() {
    assertThatThrownBy(() -> readChanged(root -> root.put("version", 2)))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageContaining("format version 2, and this plugin reads up to 1");
  }

  @Test
  void refusesWhatIsNoProfile() {
    assertThatThrownBy(() -> readChanged(root -> root.put("format", "something/else")))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageStartingWith("name of it is not a usable profile: it does not say \"format\"");
    assertThatThrownBy(() -> read("[1, 2]")).isInstanceOf(ProfileFormatException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(ProfileFormatException.class);
    assertThatThrownBy(() -> read("age,income\n1,2\n"))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageContaining("is not JSON")
        .hasMessageContaining("(line 1, column 1: ")
        .hasMessageNotContaining("REDACTED");
  }

  @Test
  void saysWhereItIsDamaged() {
    damaged("rows is missing", root -> root.remove("rows"));
    damaged("features[0].rules is missing", root -> feature(root, 0).remove("rules"));
    damaged(
        "features[2].type must be one of [numeric,",
        root -> feature(root, 2).put("type", "colour"));
    damaged(
        "features[0].series.value.mean must be a number",
        root -> value(root, 0).put("mean", "many"));
    damaged(
        "features[0].series.value.sketch must be of as many numbers as count",
        root -> value(root, 0).put("count", 999));
    damaged(
        "features[0].series.value.sketch[0] is damaged",
        root -> value(root, 0).withArray("sketch").set(0, "@@@"));
    damaged(
        "features[0].series.value.bins.edges must be strictly rising",
        root -> value(root, 0).withObject("bins").withArray("edges").set(1, -7));
    damaged(
        "sample.columns[1] must be 300 values",
        root -> ((ArrayNode) root.path("sample").path("columns").path(1)).remove(0));
    damaged(
        "sample.columns[0][4] must be a number",
        root -> ((ArrayNode) root.path("sample").path("columns").path(0)).set(4, "x"));
    damaged("two features are named age", root -> feature(root, 1).put("name", "age"));
    damaged("missing must be 0 or more", root -> feature(root, 1).put("missing", -1));
    damaged("createdAt must be a time", root -> root.withObject("provenance").put("createdAt", ""));
  }

  @Test
  void neverFailsOtherwiseWhateverIsBroken() throws IOException {
    byte[] good = bytes(profile(rows(20, 3), new ProfileLimits(10, 1000, 8, 10, 100, 4), 1));
    long seed = 20261101;
    System.out.println("ProfileFile, broken bytes: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j <= random.nextInt(3); j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
      try {
        ProfileFile.read(new ByteArrayInputStream(bad, 0, length), "broken");
      } catch (ProfileFormatException e) {
        assertThat(e).hasMessageStartingWith("broken is not ");
      }
    }
  }

  private void damaged(String message, Consumer<ObjectNode> damage) {
    assertThatThrownBy(() -> readChanged(damage))
        .isInstanceOf(ProfileFormatException.class)
        .hasMessageStartingWith("name of it is not a usable profile: ")
        .hasMessageContaining(message);
  }

  private void readChanged(Consumer<ObjectNode> change) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(bytes(profile));
    change.accept(root);
    read(root.toString());
  }

  private static ObjectNode feature(ObjectNode root, int index) {
    return (ObjectNode) root.path("features").path(index);
  }

  private static ObjectNode value(ObjectNode root, int index) {
    return (ObjectNode) feature(root, index).path("series").path("value");
  }

  private static ReferenceProfile read(String json) throws IOException {
    return ProfileFile.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "name of it");
  }

  private static byte[] bytes(ReferenceProfile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProfileFile.write(profile, out);
    return out.toByteArray();
  }
}
