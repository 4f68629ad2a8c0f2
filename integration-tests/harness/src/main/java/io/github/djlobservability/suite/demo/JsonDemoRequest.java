package io.github.djlobservability.suite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;

/** Asks a model with a body of JSON. */
interface JsonDemoRequest extends DemoRequest {

  /** Returns the body of the request. */
  JsonElement body();

  @Override
  default String contentType() {
    return "application/json";
  }

  @Override
  default byte[] bytes() {
    return body().toString().getBytes(UTF_8);
  }
}
