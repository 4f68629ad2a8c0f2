package io.github.djlobservability.suite.demo;

import com.google.gson.JsonElement;
import java.util.Optional;

/** Something to ask a model. Immutable. */
interface DemoRequest {

  /** The path of the request, with the model in it. */
  String path();

  /** The body of the request. */
  JsonElement body();

  /** What is wrong with an answer; empty if nothing is. */
  Optional<String> problemWith(JsonElement answer);
}
