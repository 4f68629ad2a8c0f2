package ai.djl.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.serving.plugins.FolderScanPluginManager;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.Connector.ConnectorType;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The handlers stand in the pipeline under the real server's names and in its order. */
class ServerInitializerTest {

  @BeforeAll
  static void configure() {
    TestConfig.init();
  }

  @Test
  void sharedConnectorAsksPluginsFirst() {
    assertThat(handlers(ConnectorType.BOTH))
        .containsExactly(
            "http",
            "aggregator",
            "ConfigurableHttpRequestHandler#0",
            "inference",
            "management",
            "management-adapter",
            "badRequest");
  }

  @Test
  void splitInferenceConnectorHasNoPlugins() {
    assertThat(handlers(ConnectorType.INFERENCE))
        .containsExactly("http", "aggregator", "inference", "badRequest");
  }

  @Test
  void splitManagementConnectorHasPlugins() {
    assertThat(handlers(ConnectorType.MANAGEMENT))
        .containsExactly(
            "http",
            "aggregator",
            "ConfigurableHttpRequestHandler#0",
            "management",
            "management-adapter",
            "badRequest");
  }

  private static List<String> handlers(ConnectorType type) {
    FolderScanPluginManager plugins = new FolderScanPluginManager(ConfigManager.getInstance());
    EmbeddedChannel channel = new EmbeddedChannel(new ServerInitializer(null, type, plugins));
    List<String> names = channel.pipeline().names();
    channel.finishAndReleaseAll();
    return names.subList(0, names.size() - 1);
  }
}
