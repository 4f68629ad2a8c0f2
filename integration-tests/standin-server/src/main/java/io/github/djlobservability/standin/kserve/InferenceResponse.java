package io.github.djlobservability.standin.kserve;

import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.serving.util.NettyUtils;
import com.google.gson.annotations.SerializedName;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer and its status. */
record InferenceResponse(HttpResponseStatus status, Body body) {

  /** The JSON. */
  record Body(
      @SerializedName("model_name") String modelName,
      @SerializedName("model_version") @Nullable String modelVersion,
      @Nullable String id,
      @Nullable List<KServeTensor> outputs) {}

  static InferenceResponse of(
      InferenceRequest request, String name, @Nullable String version, Output output) {
    int code = output.getCode();
    List<KServeTensor> tensors = code == 200 ? tensors(request, output) : null;
    return new InferenceResponse(
        status(code, output.getMessage()), new Body(name, version, request.id(), tensors));
  }

  private static List<KServeTensor> tensors(InferenceRequest request, Output output) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDList list = NDList.decode(manager, output.getAsBytes(0));
      List<KServeTensor> tensors = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        tensors.add(KServeTensor.of(list.get(i), request.outputs().get(i).name()));
      }
      return tensors;
    }
  }

  private static HttpResponseStatus status(int code, String message) {
    if (code == 200) {
      return HttpResponseStatus.OK;
    }
    if (code >= 500) {
      return HttpResponseStatus.INTERNAL_SERVER_ERROR;
    }
    return code >= 400 ? HttpResponseStatus.BAD_REQUEST : new HttpResponseStatus(code, message);
  }

  void send(ChannelHandlerContext ctx) {
    NettyUtils.sendJsonResponse(ctx, body, status);
  }
}
