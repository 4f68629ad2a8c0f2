package io.github.djlobservability.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an invocation that is for one of the plugin's pages a request for that page. On
 * SageMaker clients reach {@code /invocations} alone, and of their headers few pass. Stateless.
 *
 * <p>The header {@value #HEADER} then begins with {@value #PREFIX}, followed by the method, the
 * path below {@code /observability} and, if need be, a token: {@code
 * observability=GET/models/credit/drift;token=...}. All other invocations stay as they are; but a
 * token that was meant for a page goes to no model.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html">InvokeEndpoint</a>
 */
final class PageInvocation {
  private static final String HEADER = "X-Amzn-SageMaker-Custom-Attributes";
  private static final String PREFIX = "observability=";
  private static final String TOKEN = "token=";
  private static final String INVOCATIONS = "/invocations";
  private static final String PAGES = "/observability";

  private PageInvocation() {}

  /** Rewrites an invocation that is for a page; leaves every other request alone. */
  static void rewrite(FullHttpRequest request) {
    String value = isInvocation(request) ? request.headers().get(HEADER) : null;
    if (value == null || !value.startsWith(PREFIX)) {
      return;
    }
    int end = value.indexOf(';');
    String page = value.substring(PREFIX.length(), end < 0 ? value.length() : end).trim();
    int slash = page.indexOf('/');
    HttpMethod method = slash < 0 ? null : method(page.substring(0, slash));
    if (method == null) {
      if (end >= 0) {
        // Behind it stands a token, which no model is to see either.
        request.headers().set(HEADER, value.substring(0, end));
      }
      return;
    }
    request.setMethod(method);
    request.setUri(PAGES + page.substring(slash));
    // Nobody else is to see the token.
    request.headers().remove(HEADER);
    String token = end < 0 ? "" : value.substring(end + 1).trim();
    if (token.startsWith(TOKEN)) {
      request
          .headers()
          .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token.substring(TOKEN.length()));
    }
  }

  private static boolean isInvocation(FullHttpRequest request) {
    String uri = request.uri();
    return uri.startsWith(INVOCATIONS)
        && (uri.length() == INVOCATIONS.length() || uri.charAt(INVOCATIONS.length()) == '?');
  }

  private static @Nullable HttpMethod method(String name) {
    return switch (name) {
      case "GET" -> HttpMethod.GET;
      case "POST" -> HttpMethod.POST;
      case "DELETE" -> HttpMethod.DELETE;
      default -> null;
    };
  }
}
