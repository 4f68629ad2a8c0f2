package io.github.djlobservability.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
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
  private static final int DIGEST_BYTES = 8;

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
    String file = digest(content) + "-" + name;
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

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the address of an asset. */
  String address(String name) {
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
