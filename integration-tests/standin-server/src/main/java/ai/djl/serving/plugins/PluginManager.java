package ai.djl.serving.plugins;

import java.util.Collection;
import java.util.Set;

/** Knows the plugins and what they export. */
public interface PluginManager {

  /** Returns the objects of this type that the active plugins export, in no particular order. */
  <T> Set<T> findImplementations(Class<T> pluginInterface);

  Collection<PluginMetaData> listPlugins();
}
