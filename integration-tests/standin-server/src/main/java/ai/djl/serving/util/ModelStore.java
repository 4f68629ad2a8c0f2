package ai.djl.serving.util;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.FilenameUtils;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.workflow.BadWorkflowException;
import ai.djl.serving.workflow.Workflow;
import ai.djl.serving.workflow.WorkflowDefinition;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the models and workflows that are to be loaded at the start. */
public final class ModelStore {

  private static final Logger logger = LoggerFactory.getLogger(ModelStore.class);
  private static final ModelStore INSTANCE = new ModelStore();

  /** {@code [name:version:engine:devices=]url}, with or without the brackets. */
  private static final Pattern LOCATION = Pattern.compile("(?:\\[?([^?]+?)]?=)?(.+)");

  private final List<Workflow> workflows = new ArrayList<>();

  private ModelStore() {}

  public static ModelStore getInstance() {
    return INSTANCE;
  }

  /** Finds the models that {@code load_models} names; {@code ALL} is all of the model store. */
  public void initialize() throws IOException, BadWorkflowException {
    workflows.clear();
    ConfigManager config = ConfigManager.getInstance();
    String named = config.getLoadModels();
    if ("NONE".equalsIgnoreCase(named)) {
      return;
    }
    boolean all = named == null || named.isEmpty() || "ALL".equalsIgnoreCase(named);
    Set<String> locations =
        all
            ? locations(config.getModelStore())
            : new LinkedHashSet<>(List.of(named.split("[, ]+", -1)));
    for (String location : locations) {
      logger.info("Initializing model: {}", location);
      add(location);
    }
  }

  private static Set<String> locations(Path store) throws IOException {
    Set<String> locations = new LinkedHashSet<>();
    if (store == null || !Files.isDirectory(store)) {
      logger.warn("Model store path is not found: {}", store);
      return locations;
    }
    List<Path> entries;
    try (Stream<Path> files = Files.list(store)) {
      entries = files.toList();
    }
    boolean onlyModels = entries.stream().allMatch(ModelStore::isModel);
    for (Path entry : onlyModels ? entries : List.of(store)) {
      String location = mapModelUrl(entry);
      if (location != null) {
        locations.add(location);
      }
    }
    return locations;
  }

  private void add(String location) throws IOException, BadWorkflowException {
    Matcher matcher = LOCATION.matcher(location);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Invalid model store url: " + location);
    }
    String url = matcher.group(2);
    String[] parts = matcher.group(1) == null ? new String[0] : matcher.group(1).split(":", -1);
    String name = part(parts, 0);
    URI definition = WorkflowDefinition.toWorkflowUri(url);
    if (definition != null) {
      workflows.add(WorkflowDefinition.parse(name, definition).toWorkflow());
    } else {
      name = name == null ? ModelInfo.inferModelNameFromUrl(url) : name;
      workflows.add(new Workflow(model(name, url, parts)));
    }
    ModelManager.getInstance().getStartupWorkflows().add(name);
  }

  private static ModelInfo<Input, Output> model(String name, String url, String[] parts) {
    return new ModelInfo<>(
        name,
        url,
        part(parts, 1),
        part(parts, 2),
        part(parts, 3),
        Input.class,
        Output.class,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1);
  }

  private static String part(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty() ? parts[index] : null;
  }

  public List<Workflow> getWorkflows() {
    return workflows;
  }

  /** Returns the location of the model that lies in {@code path}, as {@code name=url}, or null. */
  public static String mapModelUrl(Path path) {
    if (!isModel(path) || isEmptyFolder(path)) {
      return null;
    }
    String url = url(Utils.getNestedModelDir(path));
    return ModelInfo.inferModelNameFromUrl(url) + '=' + url;
  }

  private static String url(Path path) {
    try {
      return path.toUri().toURL().toString();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean isEmptyFolder(Path path) {
    String[] files = path.toFile().list();
    return files != null && files.length == 0;
  }

  private static boolean isModel(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && (Files.isDirectory(path) || (Files.exists(path) && FilenameUtils.isArchiveFile(name)));
  }
}
