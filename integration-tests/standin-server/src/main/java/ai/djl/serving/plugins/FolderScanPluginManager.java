package ai.djl.serving.plugins;

import ai.djl.serving.plugins.PluginMetaData.Lifecycle;
import ai.djl.serving.util.ConfigManager;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the jars of the plugin folders, all in one class loader. */
public class FolderScanPluginManager implements PluginManager {

  private static final Logger logger = LoggerFactory.getLogger(FolderScanPluginManager.class);

  private final ConfigManager config;
  private final Map<RequestHandler<?>, PluginMetaData> handlers = new HashMap<>();
  private Map<String, PluginMetaData> plugins = Map.of();

  public FolderScanPluginManager(ConfigManager configManager) {
    this.config = configManager;
  }

  /**
   * Loads all plugins.
   *
   * @param failOnInit whether a plugin that can't be made ends the start
   * @throws IllegalArgumentException if a plugin can't be made and {@code failOnInit}
   */
  public void loadPlugins(boolean failOnInit) throws IOException {
    ClassLoader loader = new URLClassLoader(jars());
    plugins = definitions(loader);
    for (PluginMetaData plugin : plugins.values()) {
      load(plugin, loader, failOnInit);
    }
    for (PluginMetaData plugin : plugins.values()) {
      if (plugin.getState() == Lifecycle.INITIALIZED) {
        plugin.changeState(Lifecycle.ACTIVE, "plugin ready");
      }
    }
    logger.info("{} plug-ins found and loaded.", plugins.size());
  }

  private URL[] jars() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path folder : config.getPluginFolder()) {
      if (!Files.isDirectory(folder)) {
        logger.info("plug-in folder not exists:{}", folder);
        continue;
      }
      logger.info("scanning in plug-in folder :{}", folder);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(FolderScanPluginManager::isJar).toList()) {
          jars.add(file.toUri().toURL());
        }
      }
    }
    return jars.toArray(URL[]::new);
  }

  private static boolean isJar(Path file) {
    return Files.isRegularFile(file)
        && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  private static Map<String, PluginMetaData> definitions(ClassLoader loader) throws IOException {
    Set<PluginMetaData> found = new HashSet<>();
    for (URL url : Collections.list(loader.getResources("META-INF/plugin.definition"))) {
      found.add(read(url));
    }
    return found.stream().collect(Collectors.toMap(PluginMetaData::getName, plugin -> plugin));
  }

  private static PluginMetaData read(URL url) throws IOException {
    Properties definition = new Properties();
    try (InputStream in = url.openStream()) {
      definition.load(in);
    }
    String name = definition.getProperty("name", "plugin_" + UUID.randomUUID());
    logger.info("Plugin found: {}/{}", name, url);
    return new PluginMetaData(
        name, url, names(definition, "export"), names(definition, "requires"));
  }

  private static List<String> names(Properties definition, String key) {
    String value = definition.getProperty(key, "");
    return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
  }

  private void load(PluginMetaData plugin, ClassLoader loader, boolean failOnInit) {
    logger.info("Loading plugin: {}", plugin);
    if (!plugins.keySet().containsAll(plugin.getDependencies())) {
      plugin.changeState(Lifecycle.FAILED, "required dependencies not found");
      return;
    }
    try {
      for (String className : plugin.getComponentNames()) {
        initializeComponent(loader, plugin, className);
      }
      plugin.changeState(Lifecycle.INITIALIZED);
    } catch (Throwable e) {
      if (failOnInit) {
        throw new IllegalArgumentException("Failed to initialize plugin", e);
      }
      plugin.changeState(
          Lifecycle.FAILED, "failed to initialize plugin; caused by " + e.getMessage());
      logger.error("failed to initialize plugin {}", plugin.getName(), e);
    }
  }

  protected void initializeComponent(
      ClassLoader ucl, PluginMetaData plugin, String handlerClassName)
      throws ReflectiveOperationException, IntrospectionException {
    RequestHandler<?> handler =
        ucl.loadClass(handlerClassName)
            .asSubclass(RequestHandler.class)
            .getConstructor()
            .newInstance();
    injectDependenciesIntoComponent(handler);
    handlers.put(handler, plugin);
  }

  /** Calls {@code setPluginManager} if there is one. */
  protected void injectDependenciesIntoComponent(Object component)
      throws IntrospectionException, ReflectiveOperationException, InvocationTargetException {
    for (PropertyDescriptor property :
        Introspector.getBeanInfo(component.getClass()).getPropertyDescriptors()) {
      if ("pluginManager".equals(property.getName()) && property.getWriteMethod() != null) {
        property.getWriteMethod().invoke(component, this);
      }
    }
  }

  @Override
  public <T> Set<T> findImplementations(Class<T> pluginInterface) {
    if (pluginInterface != RequestHandler.class) {
      return Set.of();
    }
    // In the order of a hash table, as the real server has them; not in the random one of Set.of.
    Set<T> active = new HashSet<>();
    handlers.forEach(
        (handler, plugin) -> {
          if (plugin.getState() == Lifecycle.ACTIVE) {
            active.add(pluginInterface.cast(handler));
          }
        });
    return Collections.unmodifiableSet(active);
  }

  @Override
  public Collection<PluginMetaData> listPlugins() {
    return Collections.unmodifiableCollection(plugins.values());
  }
}
