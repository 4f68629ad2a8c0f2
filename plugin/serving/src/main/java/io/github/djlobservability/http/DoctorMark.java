package io.github.djlobservability.http;

import io.github.djlobservability.access.Decision;
import io.github.djlobservability.payload.DoctorRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Says of a request of the command {@code doctor} whether it is left out of what is watched.
 *
 * @param leftOut whether it is; if not, it counts as any other
 * @param reply what the client is told
 */
record DoctorMark(boolean leftOut, String reply) {

  /**
   * Takes the mark off a request: no model sees it, nor the token that came with it.
   *
   * @return null for a request that is not marked
   */
  static @Nullable DoctorMark take(DoctorAccess access, Channel channel, FullHttpRequest request) {
    String value = request.headers().get(DoctorRequest.HEADER);
    if (value == null) {
      return null;
    }
    request.headers().remove(DoctorRequest.HEADER);
    boolean token = value.startsWith(DoctorRequest.BEARER);
    Decision decision = access.decide(channel, request, token ? value : null);
    return decision.allowed()
        ? new DoctorMark(true, DoctorRequest.LEFT_OUT)
        : counted(decision.message());
  }

  /** Returns that a request counts as any other. */
  static DoctorMark counted(String why) {
    return new DoctorMark(false, DoctorRequest.COUNTED + why);
  }

  /** Tells the client. */
  void tell(HttpResponse head) {
    StringBuilder text = new StringBuilder(reply.length());
    for (int i = 0; i < reply.length(); i++) {
      char c = reply.charAt(i);
      text.append(c >= ' ' && c < 127 ? c : '?');
    }
    head.headers().set(DoctorRequest.HEADER, text.toString());
  }
}
