package ai.djl.serving.workflow;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.util.JsonUtils;
import ai.djl.util.Utils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A workflow written in JSON: its models by name, and its expressions. */
public class WorkflowDefinition {

  private final String name;
  private final String version;
  private final Map<String, String> modelUrls;
  private final Map<String, JsonElement> expressions;

  private WorkflowDefinition(
      String name,
      String version,
      Map<String, String> modelUrls,
      Map<String, JsonElement> expressions) {
    this.name = name;
    this.version = version;
    this.modelUrls = modelUrls;
    this.expressions = expressions;
  }

  /**
   * Reads a definition.
   *
   * @param name null for the name in the definition
   */
  public static WorkflowDefinition parse(String name, URI uri) throws IOException {
    String location = uri.toString();
    String folder = location.substring(0, location.lastIndexOf('/'));
    try (Reader in = new InputStreamReader(Utils.openUrl(uri.toURL()), StandardCharsets.UTF_8)) {
      JsonObject json = JsonUtils.GSON.fromJson(in, JsonObject.class);
      Map<String, String> urls = new HashMap<>();
      json.getAsJsonObject("models")
          .asMap()
          .forEach((key, url) -> urls.put(key, url.getAsString().replace("{model_dir}", folder)));
      return new WorkflowDefinition(
          name == null ? text(json, "name") : name,
          text(json, "version"),
          urls,
          json.getAsJsonObject("workflow").asMap());
    }
  }

  private static String text(JsonObject json, String key) {
    return json.has(key) ? json.get(key).getAsString() : null;
  }

  /**
   * Returns the definition that {@code link} names or that lies in the folder it names, or null.
   */
  public static URI toWorkflowUri(String link) {
    URI uri = URI.create(link);
    String scheme = uri.getScheme();
    if (scheme != null && !"file".equals(scheme)) {
      return scheme.startsWith("http") && link.endsWith(".json") ? uri : null;
    }
    Path path = Path.of(uri.getPath() == null ? uri.getSchemeSpecificPart() : uri.getPath());
    Path file = Files.isDirectory(path) ? path.resolve("workflow.json") : path;
    return file.toString().endsWith(".json") && Files.isRegularFile(file) ? file.toUri() : null;
  }

  public Workflow toWorkflow() throws BadWorkflowException {
    if (name == null || !expressions.containsKey(Workflow.OUT)) {
      throw new BadWorkflowException("A workflow needs a name and the expression out");
    }
    Map<String, WorkerPoolConfig<Input, Output>> models = new HashMap<>();
    modelUrls.forEach((id, url) -> models.put(id, model(id, url)));
    return new Workflow(name, version, models, expressions);
  }

  private static ModelInfo<Input, Output> model(String id, String url) {
    return new ModelInfo<>(
        id, url, null, null, null, Input.class, Output.class, -1, -1, -1, -1, -1, -1);
  }
}
