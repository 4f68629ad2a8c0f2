package io.github.djlobservability.samples.speech;

import ai.djl.modality.Input;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the recording of a request: a WAV file as the body, or as base64 in JSON. */
final class SpeechRequest {

  /** DJL Serving puts the body of a request under this name. */
  private static final String BODY = "data";

  private static final String FIELD = "audio";

  private SpeechRequest() {}

  static Recording parse(Input input) throws TranslateException {
    BytesSupplier body = input.get(BODY);
    if (body == null) {
      throw new TranslateException("There is no body, or it is not of type audio/wav.");
    }
    byte[] bytes = body.getAsBytes();
    try {
      return Recording.read(isJson(bytes) ? decoded(bytes) : bytes);
    } catch (IOException e) {
      throw new TranslateException("The recording can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isJson(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == '{';
  }

  private static byte[] decoded(byte[] json) throws TranslateException {
    try {
      JsonElement audio =
          JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
              .getAsJsonObject()
              .get(FIELD);
      if (audio != null && audio.isJsonPrimitive()) {
        return Base64.getDecoder().decode(audio.getAsString());
      }
    } catch (JsonParseException | IllegalArgumentException e) {
      throw new TranslateException("The JSON has no base64: " + e.getMessage(), e);
    }
    throw new TranslateException("The JSON has no field \"" + FIELD + "\" with base64.");
  }
}
