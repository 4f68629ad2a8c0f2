package io.github.djlobservability.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Asset;
import io.github.djlobservability.console.page.part.Assets;
import io.github.djlobservability.console.page.part.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPagesTest {
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

  private final Assets assets = new Assets();
  private final HtmlPages pages = new HtmlPages(assets, Snapshot.NO_FAILURES);

  @Test
  void theOverviewSaysWhatDriftsSinceWhen() {
    String text = text(overview(List.of(Snapshot.of("a", "bmi", 3)), viewer(null)));
    assertThat(text)
        .contains("1 of 1 model needs a look")
        .contains("bmi0: mean 11.85 → 17.49 since 03:02 UTC")
        .contains("1,200 of 1,500")
        .contains("300 items of a: the body is broken");
  }

  @Test
  void theOverviewSaysWhatThePluginTakes() {
    String text = text(overview(List.of(Snapshot.idle("a")), viewer(null)));
    assertThat(text)
        .contains("What the plugin takes")
        .contains("Done less, to stay within itnothing")
        .contains("Requests compared100 %");
  }

  @Test
  void aPartThatCanNotBeMadeTakesNoOtherWithIt() {
    List<Throwable> failures = new ArrayList<>();
    HtmlPages broken = new HtmlPages(assets, failures::add);
    ModelSnapshot model = Snapshot.withSpreadOfOtherBars(Snapshot.of("a", "bmi", 1));
    String page = text(broken.model(model, Overview.Model.of(model), viewer(null)));
    assertThat(page)
        .contains("FeaturesThis could not be made; the server's log says why.")
        .contains("What happened", "bmi0 has changed", "Requests to look up");
    assertThat(failures).singleElement().isInstanceOf(IndexOutOfBoundsException.class);

    FeatureView feature = Objects.requireNonNull(FeatureView.of(model, "bmi0"));
    assertThat(text(broken.feature(model, feature, viewer(null))))
        .contains("This could not be made", "How the values are spread", "request bmi");
    assertThat(failures).hasSize(2);
  }

  @Test
  void theWorstModelComesFirst() {
    ModelSnapshot calm = Snapshot.idle("aaa");
    String html = overview(List.of(calm, Snapshot.of("zzz", "bmi", 1)), viewer(null));
    assertThat(html.indexOf(">zzz<")).isPositive().isLessThan(html.indexOf(">aaa<"));
  }

  @Test
  void strangersSeeNoValueAndAForm() {
    List<ModelSnapshot> models = List.of(Snapshot.of("a", "secret", 3));
    Overview hidden = overviewOf(models).withoutValues();
    Viewer stranger = new Viewer(false, false, false, now(), null);
    assertThat(pages.overview(hidden, models, stranger))
        .doesNotContain("secret")
        .contains("1 changed")
        .contains("action=\"/observability/session\"");
  }

  @Test
  void strangersSeeThatASettingIsWrongAndNotWhatItSaysOfFiles() {
    Overview whole = overviewOf(List.of());
    ConfigurationProblem problem =
        new ConfigurationProblem("model a", "observability.reference", "/s/x", "no 'root' in /s/x");
    Overview hidden =
        new Overview(
                whole.plugin(),
                new Overview.Configuration(List.of(problem)),
                List.of(),
                0,
                List.of(),
                whole.own(),
                whole.governor(),
                null)
            .withoutValues();
    Viewer stranger = new Viewer(false, false, false, now(), null);
    assertThat(pages.overview(hidden, List.of(), stranger))
        .contains("observability.reference")
        .doesNotContain("root", "/s/x");
  }

  @Test
  void aModelHasItsFeaturesAndTheRequestsBehindAVerdict() {
    ModelSnapshot model = Snapshot.of("a", "bmi", 3);
    assertThat(text(page(model, viewer(null))))
        .contains("bmi0 has changed: category \"bmi\": 3 % → 11 %, sudden, since about 03:02 UTC")
        .contains("request bmi")
        .contains("trace 0af7651916cd43dd8448eb211c80319c")
        .contains("26.2 → 30.4")
        .contains("300 of 1,500 items: the body is broken")
        .doesNotContain("Accept the new state");
  }

  @Test
  void aChangeTooSmallToMatterHasABadgeOfItsOwn() {
    String text = text(page(Snapshot.of("a", "bmi", 3), viewer(null)));
    assertThat(text).doesNotContain("Significant, small");
    String small = text(page(Snapshot.small(Snapshot.of("a", "bmi", 3)), viewer(null)));
    assertThat(small)
        .contains("Significant, small")
        .contains("What comes now is like the reference.");
  }

  @Test
  void aMutedFeatureNeedsNobodysAttention() {
    ModelSnapshot model = Snapshot.muted(Snapshot.of("a", "bmi", 3));
    String text = text(page(model, viewer(null)));
    assertThat(text)
        .contains("What comes now is like the reference.")
        .contains("(muted until 12:00 UTC)");
    assertThat(text(overview(List.of(model), viewer(null))))
        .contains("1 of 1 model is stable, none drifts");
    FeatureView feature = Objects.requireNonNull(FeatureView.of(model, "bmi0"));
    Viewer manager = new Viewer(true, true, true, now(), null);
    assertThat(pages.feature(model, feature, manager))
        .contains("Mute no longer")
        .contains("action=\"/observability/models/a/features/bmi0/mute\"");
    assertThat(pages.feature(model, feature, viewer(null)))
        .contains("Muted until")
        .doesNotContain("<form method=\"post\" action=\"/observability/models");
  }

  @Test
  void slowRequestsHaveTheirPhasesAndTraces() {
    assertThat(text(page(Snapshot.idle("a"), viewer(null))))
        .contains("Slowest of the last two minutes")
        .contains("queue 2.5 s424, backenda0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void theServerSaysWhenItLastExported() {
    assertThat(text(overview(List.of(Snapshot.idle("a")), viewer(null))))
        .contains(
            "traces last exported03:01 UTC; 1 failed, the last 03:03 UTC: connection refused");
  }

  @Test
  void tracesLeadToTheBackend() {
    Viewer viewer = viewer("https://traces.example/{traceId}?a=1&b=2");
    assertThat(page(Snapshot.of("a", "bmi", 1), viewer))
        .contains(
            "href=\"https://traces.example/0af7651916cd43dd8448eb211c80319c?a=1&amp;b=2\""
                + " rel=\"noopener noreferrer\"");
  }

  @Test
  void aReportOfTheLastItemsCanBeHad() {
    String html = page(Snapshot.of("a", "bmi", 1), viewer(null));
    assertThat(html).contains("<a href=\"/observability/models/a/report\">Download a report</a>");
    assertThat(text(html)).contains("of the last 900 items");
    assertThat(page(Snapshot.idle("a"), viewer(null))).doesNotContain("/report");
  }

  @Test
  void countsBeginWithTheServer() {
    assertThat(text(page(Snapshot.of("a", "bmi", 1), viewer(null))))
        .contains(
            "1,200 items were compared with it since the model was loaded, and 10,800 before");
  }

  @Test
  void seriesThatAreLeftOutAreSaid() {
    ModelSnapshot model = Snapshot.of("a", "bmi", 1);
    String reason = "its metrics are more than observability.metrics.series allows";
    assertThat(text(overview(List.of(model), viewer(null))))
        .contains("3 series of a are not exported: " + reason);
    assertThat(text(page(model, viewer(null))))
        .contains(
            "Not exported as metrics are 84 counters of broken rules that have counted nothing, the"
                + " distances of 40 stable features, 3 other series");
    assertThat(overviewOf(List.of(model)).notLookedInto())
        .contains(new Overview.LeftOut("a", "series", 3, reason));
  }

  @Test
  void whoMayManageSeesWhatCanBeDone() {
    Viewer manager = new Viewer(true, true, true, now(), null);
    assertThat(page(Snapshot.of("a", "bmi", 1), manager))
        .contains("Accept the new state")
        .contains("action=\"/observability/models/a/reference\"")
        .contains("Sign out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"onmouseover=\"alert(1)",
        "'><img src=x onerror=alert(1)>",
        "{{7*7}}${1}",
        "</title></textarea><svg/onload=alert(1)>",
        "\u202Eelif.exe",
        "javascript:alert(1)"
      })
  void hostileTextsStayTexts(String hostile) {
    ModelSnapshot model = Snapshot.of(hostile, hostile, 3);
    Viewer viewer = new Viewer(true, true, true, now(), "https://traces.example/{traceId}");
    FeatureView feature = Objects.requireNonNull(FeatureView.of(model, hostile + 0));
    ModelSnapshot mild = Snapshot.of("mild", "mild", 3);
    FeatureView mildFeature = Objects.requireNonNull(FeatureView.of(mild, "mild0"));
    assertThat(tags(overview(List.of(model), viewer)))
        .isEqualTo(tags(overview(List.of(mild), viewer)));
    assertThat(tags(page(model, viewer))).isEqualTo(tags(page(mild, viewer)));
    assertThat(tags(pages.feature(model, feature, viewer)))
        .isEqualTo(tags(pages.feature(mild, mildFeature, viewer)));
    assertThat(tags(pages.message(hostile, hostile, true, hostile, viewer)))
        .isEqualTo(tags(pages.message("mild", "mild", true, "mild", viewer)));
    assertThat(page(model, viewer)).doesNotContain("\u202E").doesNotContain("href=\"java");
  }

  @Test
  void tenKilobytesOfANameAreCut() {
    String endless = "x".repeat(10_240);
    ModelSnapshot model = Snapshot.of(endless, endless, 3);
    assertThat(page(model, viewer(null)).length()).isLessThan(12 * endless.length());
    assertThat(text(page(model, viewer(null)))).doesNotContain("x".repeat(700));
  }

  @Test
  void nothingInThePageNeedsAnInlineScriptOrStyle() {
    String html = page(Snapshot.of("a", "bmi", 4), viewer(null));
    assertThat(html).doesNotContain("style=").doesNotContain(" on").doesNotContain("<style");
    assertThat(html.split("<script", -1)).hasSize(3);
    assertThat(html).doesNotContain("http:").doesNotContain("https:");
  }

  @Test
  void assetsAreThereUnderAnAddressOfTheirContent() {
    for (String name : List.of("page.css", "page.js", "uplot.css", "uplot.js", "icon.svg")) {
      String address = assets.address(name);
      Asset asset = assets.find(address.substring(address.lastIndexOf('/') + 1));
      assertThat(asset).as(name).isNotNull();
      assertThat(asset.content()).isNotEmpty();
    }
    String uplot = assets.address("uplot.js");
    Asset script = Objects.requireNonNull(assets.find(uplot.substring(uplot.lastIndexOf('/') + 1)));
    assertThat(new String(script.content(), StandardCharsets.UTF_8)).contains("uPlot (v1.6.30)");
    assertThat(assets.find("page.js")).isNull();
  }

  /** Names of elements and attributes, in order: the skeleton of the page. */
  private static List<String> tags(String html) {
    List<String> tags = new ArrayList<>();
    MARKUP
        .matcher(html)
        .results()
        .forEach(found -> tags.add(found.group().replaceAll("\"[^\"]*\"", "\"\"")));
    // A long name has a hint, a short one has none.
    tags.replaceAll(tag -> tag.equals("<bdi title=\"\">") ? "<bdi>" : tag);
    return tags;
  }

  private static String text(String html) {
    return MARKUP
        .matcher(html)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private String overview(List<ModelSnapshot> models, Viewer viewer) {
    return pages.overview(overviewOf(models), models, viewer);
  }

  private static Overview overviewOf(List<ModelSnapshot> models) {
    return Snapshot.overview(models);
  }

  private static Viewer viewer(@Nullable String traceLink) {
    return new Viewer(true, false, false, now(), traceLink);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Snapshot.NOW_MILLIS);
  }

  private String page(ModelSnapshot model, Viewer viewer) {
    return pages.model(model, Overview.Model.of(model), viewer);
  }
}
