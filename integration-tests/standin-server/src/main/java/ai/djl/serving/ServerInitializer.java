package ai.djl.serving;

import ai.djl.serving.http.AdapterManagementRequestHandler;
import ai.djl.serving.http.ConfigurableHttpRequestHandler;
import ai.djl.serving.http.InferenceRequestHandler;
import ai.djl.serving.http.InvalidRequestHandler;
import ai.djl.serving.http.ManagementRequestHandler;
import ai.djl.serving.plugins.FolderScanPluginManager;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.Connector.ConnectorType;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;

/** Builds the pipeline. A connector for inference alone has no place for plugins. */
final class ServerInitializer extends ChannelInitializer<Channel> {

  private final SslContext sslContext;
  private final ConnectorType connectorType;
  private final FolderScanPluginManager plugins;

  /**
   * @param sslContext null for plain HTTP
   */
  ServerInitializer(
      SslContext sslContext, ConnectorType connectorType, FolderScanPluginManager plugins) {
    this.sslContext = sslContext;
    this.connectorType = connectorType;
    this.plugins = plugins;
  }

  @Override
  protected void initChannel(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    if (sslContext != null) {
      pipeline.addLast("ssl", sslContext.newHandler(channel.alloc()));
    }
    int maxBytes = ConfigManager.getInstance().getMaxRequestSize();
    pipeline.addLast("http", new HttpServerCodec());
    pipeline.addLast("aggregator", new HttpObjectAggregator(maxBytes, true));
    if (connectorType != ConnectorType.INFERENCE) {
      pipeline.addLast(new ConfigurableHttpRequestHandler(plugins));
    }
    if (connectorType != ConnectorType.MANAGEMENT) {
      pipeline.addLast("inference", new InferenceRequestHandler());
    }
    if (connectorType != ConnectorType.INFERENCE) {
      pipeline.addLast("management", new ManagementRequestHandler());
      pipeline.addLast("management-adapter", new AdapterManagementRequestHandler());
    }
    pipeline.addLast("badRequest", new InvalidRequestHandler());
  }
}
