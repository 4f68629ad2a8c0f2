package io.github.djlobservability.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of DJL Serving, of its KServe plugin, and of this plugin. */
final class Routes {
  private static final Set<String> PAGES_OF_A_MODEL =
      Set.of("drift", "reference", "feedback", "quality", "rollout", "requests");

  private Routes() {}

  /**
   * @param path the path of a request, without its query
   */
  static Route of(String path) {
    List<String> segments = segments(path);
    if (segments.isEmpty()) {
      return path.equals("/") ? Route.plain("/") : Route.NONE;
    }
    return switch (segments.get(0)) {
      case "ping" -> Route.plain("/ping");
      case "predictions" -> predictions(segments);
      case "invocations" -> Route.inference("/invocations", null, null);
      case "v1" -> chat(segments);
      case "v2" -> kserve(segments);
      case "models" -> models(segments);
      case "workflows" -> named(segments, "/workflows", "{workflow}");
      case "adapters" -> adapters("", segments, 0);
      case "server" -> server(segments);
      case "observability" -> observability(segments);
      default -> Route.NONE;
    };
  }

  private static Route predictions(List<String> segments) {
    return switch (segments.size()) {
      case 1 -> Route.NONE;
      case 2 -> Route.inference("/predictions/{model}", segments.get(1), null);
      default ->
          Route.inference(
              "/predictions/{model}/{version}", segments.get(1), nullIfEmpty(segments.get(2)));
    };
  }

  private static Route chat(List<String> segments) {
    return is(segments, 1, "chat") && is(segments, 2, "completions")
        ? Route.inference("/v1/chat/completions", null, null)
        : Route.NONE;
  }

  private static Route models(List<String> segments) {
    if (segments.size() > 2 && is(segments, segments.size() - 1, "invoke")) {
      return Route.inference("/models/{model}/invoke", segments.get(1), null);
    }
    return is(segments, 2, "adapters")
        ? adapters("/models/{model}", segments, 2)
        : named(segments, "/models", "{model}");
  }

  /** The management routes: all of a kind, one by name, one by name and version. */
  private static Route named(List<String> segments, String all, String name) {
    return switch (segments.size()) {
      case 1 -> Route.plain(all);
      case 2 -> Route.plain(all + "/" + name);
      default -> Route.plain(all + "/" + name + "/{version}");
    };
  }

  private static Route adapters(String prefix, List<String> segments, int at) {
    return Route.plain(prefix + (segments.size() > at + 1 ? "/adapters/{adapter}" : "/adapters"));
  }

  private static Route server(List<String> segments) {
    return is(segments, 1, "metrics") || is(segments, 1, "logging")
        ? Route.plain("/server/" + segments.get(1))
        : Route.NONE;
  }

  private static Route observability(List<String> segments) {
    if (segments.size() == 1) {
      return Route.plain("/observability");
    }
    String page = "/observability/models/{model}";
    if (is(segments, 1, "metrics")) {
      return Route.plain("/observability/metrics");
    }
    if (!is(segments, 1, "models")) {
      return Route.NONE;
    }
    return switch (segments.size()) {
      case 3 -> Route.plain(page);
      case 4 ->
          PAGES_OF_A_MODEL.contains(segments.get(3))
              ? Route.plain(page + "/" + segments.get(3))
              : Route.NONE;
      default -> Route.NONE;
    };
  }

  /** The KServe plugin takes any word between the model and its version. */
  private static Route kserve(List<String> segments) {
    if (is(segments, 1, "health")) {
      return is(segments, 2, "live") || is(segments, 2, "ready")
          ? Route.plain("/v2/health/" + segments.get(2))
          : Route.NONE;
    }
    if (!is(segments, 1, "models") || segments.size() < 3) {
      return Route.NONE;
    }
    boolean versioned = segments.size() > 4;
    String template = "/v2/models/{model}" + (versioned ? "/versions/{version}" : "");
    String version = versioned ? segments.get(4) : null;
    return switch (segments.size()) {
      case 3, 5 -> Route.plain(template);
      default ->
          switch (segments.get(segments.size() - 1)) {
            case "infer" -> Route.inference(template + "/infer", segments.get(2), version);
            case "ready" -> Route.plain(template + "/ready");
            default -> Route.NONE;
          };
    };
  }

  private static boolean is(List<String> segments, int index, String word) {
    return segments.size() > index && segments.get(index).equals(word);
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Splits as the server does: what is empty at the end does not count. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(6);
    int start = path.startsWith("/") ? 1 : 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      segments.add(decoded(path.substring(start, end)));
      start = end + 1;
    }
    while (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }

  /** Decodes a segment; one that can't be stays as it is, and the server refuses it. */
  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return QueryStringDecoder.decodeComponent(segment);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
