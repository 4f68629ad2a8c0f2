package io.github.djlobservability.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.access.Access;
import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Caller;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Pages as they are on a server that listens on loopback alone, for tests. */
final class OwnPages {
  private OwnPages() {}

  static Pages of(ModelPages models) {
    return of(models, AccessSettings.DEFAULTS);
  }

  static Pages of(ModelPages models, AccessSettings settings) {
    return new Pages(
        models,
        new Access(settings, new SecureRandom(), System::nanoTime),
        false,
        (holder, address, action) -> {},
        null,
        System::nanoTime);
  }

  static PageRequest onLoopback(FullHttpRequest request) {
    boolean action =
        !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
    return PageRequest.of(
        request,
        new Caller(
            InetAddress.getLoopbackAddress(), true, true, action, null, null, null, null, null));
  }

  /** As from a stranger, with the headers that the request has. */
  static PageRequest fromOutside(FullHttpRequest request) {
    Callers callers = new Callers(address -> Connectors.Reach.OUTSIDERS);
    return PageRequest.of(request, callers.of(new EmbeddedChannel(), request));
  }

  static JsonObject json(Reply reply) {
    return JsonParser.parseString(new String(reply.content(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }
}
