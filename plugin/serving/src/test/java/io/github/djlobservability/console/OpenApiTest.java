package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Holds the description to what the pages really are. */
class OpenApiTest {
  private final JsonObject api = OpenApi.of("9");

  @Test
  void theOverviewIsAsDescribed() {
    List<ModelSnapshot> models = List.of(Snapshot.of("a", "bmi", 3), Snapshot.idle("b"));
    Overview overview = Snapshot.overview(models);
    assertThat(faults("/observability", overview)).isEmpty();
    assertThat(faults("/observability", overview.withoutValues())).isEmpty();
    assertThat(faults("/observability/models/{model}", overview.models().get(0))).isEmpty();
  }

  @Test
  void driftAndFeaturesAreAsDescribed() {
    ModelSnapshot model = Snapshot.of("a", "bmi", 3);
    Object drift = Objects.requireNonNull(model.drift());
    assertThat(faults("/observability/models/{model}/drift", drift)).isEmpty();
    Object feature = Objects.requireNonNull(FeatureView.of(model, "bmi2"));
    assertThat(faults("/observability/models/{model}/features/{feature}", feature)).isEmpty();
  }

  @Test
  void whatIsNotDescribedIsFound() {
    Object other = Map.of("other", 1, "coverage", Map.of());
    assertThat(faults("/observability/models/{model}/drift", other))
        .contains("$.other is not described")
        .contains("$.coverage.seen is missing");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    String text = api.toString();
    JsonObject schemas = api.getAsJsonObject("components").getAsJsonObject("schemas");
    int from = text.indexOf("#/components/schemas/");
    assertThat(from).isPositive();
    for (; from >= 0; from = text.indexOf("#/components/schemas/", from + 1)) {
      String name = text.substring(from + 21, text.indexOf('"', from));
      assertThat(schemas.has(name)).as(name).isTrue();
    }
  }

  private List<String> faults(String path, Object reply) {
    JsonElement json =
        JsonParser.parseString(new String(PageJson.bytes(reply), StandardCharsets.UTF_8));
    JsonObject schema =
        api.getAsJsonObject("paths")
            .getAsJsonObject(path)
            .getAsJsonObject("get")
            .getAsJsonObject("responses")
            .getAsJsonObject("2XX")
            .getAsJsonObject("content")
            .getAsJsonObject("application/json")
            .getAsJsonObject("schema");
    List<String> faults = new ArrayList<>();
    new JsonSchema(api).check("$", schema, json, faults);
    return faults;
  }
}
