package io.github.djlobservability.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads and writes a request's headers for OpenTelemetry's propagators. */
enum HeaderAccess implements TextMapGetter<HttpHeaders>, TextMapSetter<HttpHeaders> {
  INSTANCE;

  @Override
  public Iterable<String> keys(HttpHeaders carrier) {
    return carrier.names();
  }

  @Override
  public @Nullable String get(@Nullable HttpHeaders carrier, String key) {
    return carrier == null ? null : carrier.get(key);
  }

  @Override
  public Iterator<String> getAll(@Nullable HttpHeaders carrier, String key) {
    // Netty makes a list even of a header that isn't there.
    return carrier == null || !carrier.contains(key)
        ? Collections.emptyIterator()
        : carrier.getAll(key).iterator();
  }

  @Override
  public void set(@Nullable HttpHeaders carrier, String key, String value) {
    if (carrier != null) {
      carrier.set(key, value);
    }
  }
}
