package ai.djl.serving.http;

import ai.djl.modality.Input;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.NettyUtils;
import ai.djl.util.Utils;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Makes a model's input of a request. */
final class RequestParser {

  private static final String CUSTOM_ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes";

  private RequestParser() {}

  /**
   * Query parameters become content, headers properties, the body the content {@code data} or, of a
   * form, a content for each of its fields.
   */
  static Input parse(FullHttpRequest request, QueryStringDecoder decoder) {
    Input input = new Input();
    decoder.parameters().forEach((key, values) -> values.forEach(value -> input.add(key, value)));
    for (Map.Entry<String, String> header : request.headers().entries()) {
      addHeader(input, header.getKey(), header.getValue());
    }
    if (isForm(request)) {
      addForm(input, request);
    } else {
      input.add("data", NettyUtils.getBytes(request.content()));
    }
    if (input.getProperties().containsKey("handler")
        && !Boolean.parseBoolean(Utils.getEnvOrSystemProperty("ALLOW_REQUEST_HANDLER_OVERRIDE"))) {
      throw new BadRequestException("The handler can't be overridden in a request");
    }
    return input;
  }

  private static void addHeader(Input input, String name, String value) {
    if (!CUSTOM_ATTRIBUTES.equalsIgnoreCase(name)) {
      input.addProperty(name, value);
      return;
    }
    for (String attribute : List.of(value.split(";", -1))) {
      int equals = attribute.indexOf('=');
      if (equals >= 0) {
        input.addProperty(
            attribute.substring(0, equals).trim(), attribute.substring(equals + 1).trim());
      }
    }
  }

  private static boolean isForm(FullHttpRequest request) {
    return HttpPostRequestDecoder.isMultipart(request)
        || HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED.contentEqualsIgnoreCase(
            HttpUtil.getMimeType(request));
  }

  private static void addForm(Input input, FullHttpRequest request) {
    DefaultHttpDataFactory inMemory =
        new DefaultHttpDataFactory(ConfigManager.getInstance().getMaxRequestSize());
    HttpPostRequestDecoder form =
        new HttpPostRequestDecoder(inMemory, request, StandardCharsets.UTF_8, -1, -1);
    try {
      while (form.hasNext()) {
        NettyUtils.addFormData(form.next(), input);
      }
    } catch (HttpPostRequestDecoder.EndOfDataDecoderException e) {
      // How the decoder says that there is no more.
    } finally {
      form.cleanFiles();
      form.destroy();
    }
  }
}
