package ai.djl.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.serving.plugins.FolderScanPluginManager;
import ai.djl.serving.plugins.PluginMetaData;
import ai.djl.serving.plugins.RequestHandler;
import ai.djl.serving.util.ConfigManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScanPluginManagerTest {

  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    Path config = folder.resolve("config.properties");
    Files.writeString(config, "plugin_folder=" + folder + "\n");
    TestConfig.init("-f", config.toString());
  }

  @Test
  void allPluginsShareOneClassLoaderAndAreGivenTheManager() throws Exception {
    PluginJar.write(folder, "name=a\nexport=A\n", "A", handler("A", ""));
    PluginJar.write(folder, "name=b\nexport=B\nrequires=a\n", "B", handler("B", ""));

    FolderScanPluginManager manager = load();

    Set<?> handlers = manager.findImplementations(RequestHandler.class);
    assertThat(handlers).hasSize(2).hasToString("[manager set, manager set]");
    Set<ClassLoader> loaders =
        handlers.stream().map(h -> h.getClass().getClassLoader()).collect(Collectors.toSet());
    assertThat(loaders).hasSize(1);
    assertThat(loaders.iterator().next().getParent()).isSameAs(ClassLoader.getSystemClassLoader());
  }

  @Test
  void aPluginWithoutWhatItRequiresIsNotUsed() throws Exception {
    PluginJar.write(folder, "name=c\nexport=C\nrequires=absent\n", "C", handler("C", ""));

    FolderScanPluginManager manager = load();

    assertThat(manager.findImplementations(RequestHandler.class)).isEmpty();
    assertThat(manager.listPlugins())
        .extracting(PluginMetaData::getName, PluginMetaData::getError)
        .containsExactly(tuple("c", "required dependencies not found"));
  }

  @Test
  void anExceptionOfAConstructorEndsTheStart() throws Exception {
    PluginJar.write(
        folder, "name=d\nexport=D\n", "D", handler("D", "throw new IllegalStateException();"));

    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Failed to initialize plugin");
  }

  private FolderScanPluginManager load() throws IOException {
    FolderScanPluginManager manager = new FolderScanPluginManager(ConfigManager.getInstance());
    manager.loadPlugins(true);
    return manager;
  }

  private static String handler(String name, String constructorBody) {
    return """
        import ai.djl.serving.plugins.*;
        import io.netty.channel.ChannelHandlerContext;
        import io.netty.handler.codec.http.*;

        public class %1$s implements RequestHandler<Object> {
          private PluginManager manager;
          public %1$s() { %2$s }
          public void setPluginManager(PluginManager manager) { this.manager = manager; }
          public boolean acceptInboundMessage(Object msg) { return false; }
          public Object handleRequest(ChannelHandlerContext ctx, FullHttpRequest req,
              QueryStringDecoder decoder, String[] segments) { return null; }
          public String toString() { return manager == null ? "no manager" : "manager set"; }
        }
        """
        .formatted(name, constructorBody);
  }
}
