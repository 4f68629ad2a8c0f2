package io.github.djlobservability.suite.demo;

import com.google.gson.JsonElement;
import java.util.Optional;

/** Something to ask a model. Immutable. */
interface DemoRequest {

  /** Returns the path of the request, with the model in it. */
  String path();

  /** Returns the type of the body. */
  String contentType();

  /** Returns the body of the request. */
  byte[] bytes();

  /** Returns the id that the request is sent with; empty if the server is to make one. */
  default Optional<String> id() {
    return Optional.empty();
  }

  /** Returns the fault of a response; empty if it has none. */
  Optional<String> problemWith(JsonElement answer);
}
