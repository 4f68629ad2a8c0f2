package io.github.djlobservability.console.overview;

import io.github.djlobservability.model.ModelId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Knows the addresses of a model's pages. */
public final class ModelLinks {
  private static final String MODELS = "/observability/models/";

  private ModelLinks() {}

  /** Returns the address of the page of a model. */
  public static String page(ModelId model) {
    return address(model, "");
  }

  /**
   * Returns the address of a page below the model's.
   *
   * @param below with a slash before it; its parts are encoded
   */
  public static String address(ModelId model, String below) {
    String version = model.version() == null ? "" : "?version=" + encoded(model.version());
    return MODELS + encoded(model.name()) + below + version;
  }

  /** Returns the address of the page of a feature. */
  public static String feature(ModelId model, String feature) {
    return address(model, "/features/" + encoded(feature));
  }

  /** Returns the address by which a feature is muted. */
  public static String mute(ModelId model, String feature) {
    return address(model, "/features/" + encoded(feature) + "/mute");
  }

  static Map<String, String> of(ModelId model) {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("page", page(model));
    for (String below : new String[] {"drift", "report", "reference", "quality", "feedback"}) {
      links.put(below, address(model, "/" + below));
    }
    links.put("wanted", address(model, "/feedback/wanted"));
    return links;
  }

  /** Encodes a part of an address; a space is never a plus there. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
