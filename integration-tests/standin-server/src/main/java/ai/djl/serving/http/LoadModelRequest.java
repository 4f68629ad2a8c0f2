package ai.djl.serving.http;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.wlm.ModelInfo;
import com.google.gson.annotations.SerializedName;
import io.netty.handler.codec.http.QueryStringDecoder;

/** A request to load a model, from a query or from JSON; the numbers are -1 where it says none. */
final class LoadModelRequest {

  @SerializedName("url")
  String url;

  @SerializedName("model_name")
  String name;

  @SerializedName("model_version")
  String version;

  @SerializedName("device")
  String device;

  @SerializedName("engine")
  String engine;

  @SerializedName("batch_size")
  int batchSize = -1;

  @SerializedName("job_queue_size")
  int queueSize = -1;

  @SerializedName("max_idle_time")
  int maxIdleSeconds = -1;

  @SerializedName("max_batch_delay")
  int maxBatchDelayMillis = -1;

  @SerializedName("min_worker")
  int minWorkers = -1;

  @SerializedName("max_worker")
  int maxWorkers = -1;

  @SerializedName("synchronous")
  boolean synchronous = true;

  static LoadModelRequest of(QueryStringDecoder decoder) {
    LoadModelRequest request = new LoadModelRequest();
    request.url = NettyUtils.getParameter(decoder, "url", null);
    if (request.url == null) {
      throw new BadRequestException("Parameter url is required.");
    }
    String name = NettyUtils.getParameter(decoder, "model_name", null);
    request.name = name == null ? ModelInfo.inferModelNameFromUrl(request.url) : name;
    request.version = NettyUtils.getParameter(decoder, "model_version", null);
    request.device = NettyUtils.getParameter(decoder, "device", null);
    request.engine = NettyUtils.getParameter(decoder, "engine", null);
    request.batchSize = NettyUtils.getIntParameter(decoder, "batch_size", -1);
    request.queueSize = NettyUtils.getIntParameter(decoder, "job_queue_size", -1);
    request.maxIdleSeconds = NettyUtils.getIntParameter(decoder, "max_idle_time", -1);
    request.maxBatchDelayMillis = NettyUtils.getIntParameter(decoder, "max_batch_delay", -1);
    request.minWorkers = NettyUtils.getIntParameter(decoder, "min_worker", -1);
    request.maxWorkers = NettyUtils.getIntParameter(decoder, "max_worker", -1);
    request.synchronous =
        Boolean.parseBoolean(NettyUtils.getParameter(decoder, "synchronous", "true"));
    return request;
  }

  ModelInfo<Input, Output> toModel() {
    return new ModelInfo<>(
        name,
        url,
        version,
        engine,
        device,
        Input.class,
        Output.class,
        queueSize,
        maxIdleSeconds,
        maxBatchDelayMillis,
        batchSize,
        minWorkers,
        maxWorkers);
  }
}
