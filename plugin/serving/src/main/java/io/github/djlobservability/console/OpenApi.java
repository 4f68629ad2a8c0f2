package io.github.djlobservability.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.ReferenceDescription;
import io.github.djlobservability.monitoring.WantedReport;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.rollout.RolloutReport;
import org.jspecify.annotations.Nullable;

/**
 * Describes the pages' JSON by OpenAPI 3.1. The schemas are those of the records that the replies
 * are made of, so that they can't differ from them.
 */
final class OpenApi {
  private static final String JSON = "application/json";
  private static final String WANTED = "/feedback/wanted";
  private static final String MODEL = "/observability/models/{model}";

  private final RecordSchemas schemas = new RecordSchemas();
  private final JsonObject paths = new JsonObject();

  private OpenApi() {}

  /**
   * Returns the description.
   *
   * @param version the plugin's
   */
  static JsonObject of(String version) {
    OpenApi api = new OpenApi();
    api.describe();
    JsonObject info = new JsonObject();
    info.addProperty("title", "DJL Serving Observability");
    info.addProperty("version", version);
    JsonObject all = new JsonObject();
    all.addProperty("openapi", "3.1.0");
    all.add("info", info);
    all.add("paths", api.paths);
    JsonObject components = new JsonObject();
    components.add("schemas", api.schemas.all());
    components.add("securitySchemes", securitySchemes());
    all.add("components", components);
    JsonObject none = new JsonObject();
    JsonObject bearer = new JsonObject();
    bearer.add("token", new JsonArray());
    JsonArray security = new JsonArray();
    security.add(none);
    security.add(bearer);
    all.add("security", security);
    return all;
  }

  private static JsonObject securitySchemes() {
    JsonObject token = new JsonObject();
    token.addProperty("type", "http");
    token.addProperty("scheme", "bearer");
    JsonObject schemes = new JsonObject();
    schemes.add("token", token);
    return schemes;
  }

  private void describe() {
    add("get", "/observability", "The server and all its models", Overview.class);
    add("get", MODEL, "One model's figures", Overview.Model.class);
    add("get", MODEL + "/features/{feature}", "How one feature stands", FeatureView.class);
    add("post", MODEL + "/features/{feature}/mute", "Mutes a feature for some hours", null);
    add("get", MODEL + "/drift", "How a model compares with its reference", WatchReport.class);
    add("get", MODEL + "/report", "A report of the last items, as `check` makes it", null);
    add("get", MODEL + "/rollout", "How a model's versions compare", RolloutReport.class);
    add("get", MODEL + "/quality", "How right a model is", QualityReport.class);
    add(
        "get",
        MODEL + "/requests",
        "The last requests that failed or were slow",
        RequestsPage.class);
    add("get", MODEL + "/feedback", "How a model's labels stand", FeedbackReport.class);
    add("post", MODEL + "/feedback", "Takes labels of predictions", FeedbackReply.class);
    add("get", MODEL + WANTED, "Which items to label, and their weights", WantedReport.class);
    add(
        "delete",
        MODEL + "/feedback",
        "Erases what is kept of somebody, by `?id=`",
        FeedbackPage.Erased.class);
    add("get", MODEL + "/reference", "What payloads are read by", ReferenceDescription.class);
    add("post", MODEL + "/reference", "Takes the next items as the reference", null);
    add("delete", MODEL + "/reference", "Goes back to the shipped reference", null);
    add(
        "get",
        MODEL + "/reference/capture",
        "How far the reference is taken",
        WatchReport.Capture.class);
    add("delete", MODEL + "/reference/capture", "Takes no reference after all", null);
    addText("/observability/metrics", "The metrics for Prometheus");
    add("get", "/observability/openapi.json", "This description", null);
  }

  private void addText(String path, String summary) {
    add("get", path, summary, null);
    JsonObject content = new JsonObject();
    JsonObject schema = new JsonObject();
    JsonObject type = new JsonObject();
    type.addProperty("type", "string");
    schema.add("schema", type);
    content.add("text/plain", schema);
    content.add("application/openmetrics-text", schema);
    paths
        .getAsJsonObject(path)
        .getAsJsonObject("get")
        .getAsJsonObject("responses")
        .getAsJsonObject("2XX")
        .add("content", content);
  }

  private void add(
      String method, String path, String summary, @Nullable Class<? extends Record> reply) {
    JsonObject operation = new JsonObject();
    operation.addProperty("summary", summary);
    JsonArray parameters = new JsonArray();
    for (String name : new String[] {"model", "feature"}) {
      if (path.contains("{" + name + "}")) {
        parameters.add(parameter(name, "path"));
      }
    }
    if (path.startsWith(MODEL)) {
      parameters.add(parameter("version", "query"));
    }
    if (path.endsWith(WANTED) || (path.endsWith("/reference") && method.equals("post"))) {
      parameters.add(parameter("items", "query"));
    }
    if (path.endsWith("/mute")) {
      parameters.add(parameter("hours", "query"));
    }
    operation.add("parameters", parameters);
    JsonObject responses = new JsonObject();
    responses.add("2XX", response(summary, schemas.of(reply)));
    responses.add("4XX", response("What is wrong, and what is allowed", schemas.of(Problem.class)));
    operation.add("responses", responses);
    JsonObject item = paths.has(path) ? paths.getAsJsonObject(path) : new JsonObject();
    item.add(method, operation);
    paths.add(path, item);
  }

  private static JsonObject parameter(String name, String in) {
    JsonObject type = new JsonObject();
    type.addProperty("type", name.equals("items") || name.equals("hours") ? "integer" : "string");
    JsonObject parameter = new JsonObject();
    parameter.addProperty("name", name);
    parameter.addProperty("in", in);
    parameter.addProperty("required", in.equals("path"));
    parameter.add("schema", type);
    return parameter;
  }

  private static JsonObject response(String description, JsonObject schema) {
    JsonObject json = new JsonObject();
    json.add("schema", schema);
    JsonObject content = new JsonObject();
    content.add(JSON, json);
    JsonObject response = new JsonObject();
    response.addProperty("description", description);
    response.add("content", content);
    return response;
  }

  /** Has the fields of {@link Reply#error}. */
  record Problem(int code, String message) {}
}
