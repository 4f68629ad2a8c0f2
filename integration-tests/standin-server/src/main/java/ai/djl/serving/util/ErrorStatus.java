package ai.djl.serving.util;

import ai.djl.ModelException;
import ai.djl.engine.EngineException;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.serving.http.BadRequestException;
import ai.djl.serving.http.IllegalConfigurationException;
import ai.djl.serving.http.MethodNotAllowedException;
import ai.djl.serving.http.ResourceNotFoundException;
import ai.djl.serving.http.ServiceUnavailableException;
import ai.djl.serving.wlm.util.WlmException;
import ai.djl.serving.wlm.util.WlmOutOfMemoryException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.NoSuchElementException;

/** The status that an exception stands for. */
final class ErrorStatus {

  private ErrorStatus() {}

  static HttpResponseStatus of(Throwable t) {
    if (t instanceof ResourceNotFoundException
        || t instanceof ModelNotFoundException
        || t instanceof NoSuchElementException) {
      return HttpResponseStatus.NOT_FOUND;
    }
    if (t instanceof BadRequestException badRequest) {
      return HttpResponseStatus.valueOf(badRequest.getCode(), badRequest.getMessage());
    }
    if (t instanceof EngineException) {
      return HttpResponseStatus.INTERNAL_SERVER_ERROR;
    }
    if (t instanceof WlmOutOfMemoryException) {
      return HttpResponseStatus.INSUFFICIENT_STORAGE;
    }
    if (t instanceof ModelException || t instanceof IllegalConfigurationException) {
      return HttpResponseStatus.BAD_REQUEST;
    }
    if (t instanceof MethodNotAllowedException) {
      return HttpResponseStatus.METHOD_NOT_ALLOWED;
    }
    if (t instanceof ServiceUnavailableException || t instanceof WlmException) {
      return HttpResponseStatus.SERVICE_UNAVAILABLE;
    }
    if (t instanceof IllegalArgumentException) {
      return HttpResponseStatus.CONFLICT;
    }
    return HttpResponseStatus.INTERNAL_SERVER_ERROR;
  }
}
