package io.github.djlobservability.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text is as vLLM publishes it. */
class EngineTextTest {
  @Test
  void readsWhatVllmPublishes() {
    assertThat(
            EngineText.read(
                """
                # HELP vllm:num_requests_running Number of requests in model execution batches.
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="a} 7 {b"} 3.0
                vllm:num_requests_running{engine="1",model_name="a} 7 {b"} 4.0
                vllm:num_requests_waiting{engine="0",model_name="m"} 2.0
                vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
                vllm:kv_cache_usage_perc{engine="1",model_name="m"} 0.75
                vllm:num_preemptions_total{engine="0",model_name="m"} 1.0
                vllm:num_preemptions_created{engine="0",model_name="m"} 1.7e+09
                vllm:prefix_cache_queries_total{engine="0",model_name="m"} 1.2e+03
                vllm:prefix_cache_hits_total{engine="0",model_name="m"} 600.0 1764457200000
                vllm:time_to_first_token_seconds_bucket{le="0.001",model_name="m"} 0.0
                """))
        .isEqualTo(
            Map.of(
                EngineFigure.RUNNING, 7.0,
                EngineFigure.WAITING, 2.0,
                EngineFigure.CACHE_USAGE, 0.75,
                EngineFigure.PREEMPTIONS, 1.0,
                EngineFigure.CACHE_QUERIES, 1200.0,
                EngineFigure.CACHE_HITS, 600.0));
  }

  @Test
  void knowsTheOlderNames() {
    assertThat(EngineText.read("vllm:gpu_cache_usage_perc 0.5"))
        .isEqualTo(Map.of(EngineFigure.CACHE_USAGE, 0.5));
  }

  @Test
  void leavesOutWhatIsNoSample() {
    assertThat(
            EngineText.read(
                """

                {
                vllm:num_requests_running
                vllm:num_requests_running{
                vllm:num_requests_running{a="b"}
                vllm:num_requests_running NaN
                vllm:num_requests_waiting +Inf
                vllm:kv_cache_usage_perc{engine="0"} half
                """))
        .isEmpty();
  }
}
