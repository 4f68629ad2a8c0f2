package io.github.djlobservability.suite.demo;

import com.google.gson.JsonElement;
import java.util.Optional;

/** Something to ask a model. Immutable. */
interface DemoRequest {

  /** Returns the path of the request, with the model in it. */
  String path();

  /** Returns the body of the request. */
  JsonElement body();

  /** Returns the fault of a response; empty if it has none. */
  Optional<String> problemWith(JsonElement answer);
}
