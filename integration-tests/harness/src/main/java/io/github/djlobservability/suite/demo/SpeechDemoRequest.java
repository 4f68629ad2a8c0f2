package io.github.djlobservability.suite.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.djlobservability.suite.speech.SpokenDigits;
import java.util.Optional;

/**
 * Asks what someone says on a recording.
 *
 * @param number counts the calls, from 0
 */
record SpeechDemoRequest(long number, SpokenDigits call) implements DemoRequest {

  static final String MODEL = "speech";

  @Override
  public String path() {
    return "/predictions/" + MODEL;
  }

  @Override
  public String contentType() {
    return "audio/wav";
  }

  @Override
  public byte[] bytes() {
    return call.sound().wav();
  }

  /** Its label will name it. */
  @Override
  public Optional<String> id() {
    return Optional.of("call-" + number);
  }

  /** A wrong transcript is no fault: that is for the labels to tell. */
  @Override
  public Optional<String> problemWith(JsonElement answer) {
    if (!answer.isJsonObject()) {
      return Optional.of("not an object with a text");
    }
    JsonObject transcript = answer.getAsJsonObject();
    boolean complete = transcript.has("text") && transcript.has("confidence");
    return complete ? Optional.empty() : Optional.of("no text or no confidence");
  }
}
