package ai.djl.serving.util;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The event loops, and the channels that the server listens on. */
public class ServerGroups {

  private static final int SERVER_THREADS = 2;

  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final EventLoopGroup serverGroup;
  private final EventLoopGroup childGroup;

  public ServerGroups(ConfigManager configManager) {
    serverGroup = Connector.newEventLoopGroup(SERVER_THREADS);
    childGroup = Connector.newEventLoopGroup(configManager.getNettyThreads());
  }

  /** Closes the channels and ends the event loops; waits up to a minute for them if graceful. */
  public void shutdown(boolean graceful) {
    channels.close().awaitUninterruptibly(10, TimeUnit.SECONDS);
    int quietSeconds = graceful ? 2 : 0;
    int timeoutSeconds = graceful ? 15 : 0;
    List<Future<?>> ended =
        Stream.of(serverGroup, childGroup)
            .<Future<?>>map(
                g -> g.shutdownGracefully(quietSeconds, timeoutSeconds, TimeUnit.SECONDS))
            .toList();
    if (graceful) {
      ended.forEach(future -> future.awaitUninterruptibly(60, TimeUnit.SECONDS));
    }
  }

  public EventLoopGroup getServerGroup() {
    return serverGroup;
  }

  public EventLoopGroup getChildGroup() {
    return childGroup;
  }

  public void registerChannel(Channel channel) {
    channels.add(channel);
  }
}
