package io.github.djlobservability.console.page.part;

import io.github.djlobservability.state.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scripts and styles of the pages, out of the jar. Each has an address with the digest of its
 * content in it, so that a browser may keep it for ever and never has an old one. Immutable.
 */
public final class Assets {
  private static final String FOLDER = "/observability/assets/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final int DIGITS = 16;

  private final Map<String, Asset> byFile = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();

  /** Reads them all; 110 kB. */
  public Assets() {
    add("page.css", STYLE, "page.css");
    add("page.js", SCRIPT, "page.js");
    add("icon.svg", "image/svg+xml", "icon.svg");
    add("uplot.css", STYLE, UPLOT + "uPlot.min.css");
    add("uplot.js", SCRIPT, UPLOT + "uPlot.iife.min.js");
  }

  private void add(String name, String type, String resource) {
    byte[] content = read(resource);
    String file = Sha256.hex(content).substring(0, DIGITS) + "-" + name;
    byFile.put(file, new Asset(type, content));
    addresses.put(name, FOLDER + file);
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the address of an asset. */
  public String address(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return address;
  }

  /** Returns the asset at an address; null for one that there isn't. */
  public @Nullable Asset find(String file) {
    return byFile.get(file);
  }
}
