package ai.djl.serving.plugins;

import java.net.URL;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a plugin's definition, and how far the plugin got. Plugins of one name are equal. */
public class PluginMetaData {

  private static final Logger logger = LoggerFactory.getLogger(PluginMetaData.class);

  private final String name;
  private final URL url;
  private final List<String> componentNames;
  private final List<String> dependencies;
  private Lifecycle state = Lifecycle.INITIALIZING;
  private String error;

  public PluginMetaData(
      String name, URL url, List<String> componentNames, List<String> dependencies) {
    this.name = name;
    this.url = url;
    this.componentNames = List.copyOf(componentNames);
    this.dependencies = dependencies;
  }

  public String getName() {
    return name;
  }

  /** Returns the exported classes. */
  public List<String> getComponentNames() {
    return componentNames;
  }

  public Lifecycle getState() {
    return state;
  }

  public void changeState(Lifecycle state) {
    this.state = state;
    logger.info("plugin {} changed state to {}", name, state);
  }

  public void changeState(Lifecycle state, String logMessage) {
    this.state = state;
    logger.info("plugin {} changed state to {} reason: {}", name, state, logMessage);
    if (state == Lifecycle.FAILED) {
      error = logMessage;
    }
  }

  /** Returns the place where the definition was found. */
  public URL getUrl() {
    return url;
  }

  /** Returns the names of the plugins that this one requires. */
  public List<String> getDependencies() {
    return dependencies;
  }

  /** Null unless the plugin failed. */
  public String getError() {
    return error;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PluginMetaData that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return '{' + name + '/' + url + '}';
  }

  enum Lifecycle {
    INITIALIZING,
    INITIALIZED,
    ACTIVE,
    INACTIVE,
    FAILED
  }
}
