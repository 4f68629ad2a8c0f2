package ai.djl.serving.http;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.workflow.Workflow;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists of what is served, a page at a time. The records' names are the JSON's. */
final class ListResponses {

  private static final int MAX_PAGE_SIZE = 100;

  private ListResponses() {}

  record Models(String nextPageToken, List<Model> models) {}

  record Model(String modelName, String version, String modelUrl, String status) {}

  record Workflows(String nextPageToken, List<Item> workflows) {}

  record Item(String workflowName, String version) {}

  static Models models(QueryStringDecoder decoder) {
    Page page = Page.of(decoder);
    String next = page.last < page.names.size() ? String.valueOf(page.last) : null;
    return new Models(
        next, page.items(workflow -> workflow.getWpcs().stream().map(wpc -> model(workflow, wpc))));
  }

  private static Model model(Workflow workflow, WorkerPoolConfig<Input, Output> wpc) {
    String name = workflow.getName();
    return new Model(
        name.equals(wpc.getId()) ? name : name + ':' + wpc.getId(),
        workflow.getVersion(),
        wpc.getModelUrl(),
        wpc.getStatus().toString());
  }

  /** Names a next page even where there is none, as the real server does. */
  static Workflows workflows(QueryStringDecoder decoder) {
    Page page = Page.of(decoder);
    return new Workflows(
        String.valueOf(page.last),
        page.items(workflow -> Stream.of(new Item(workflow.getName(), workflow.getVersion()))));
  }

  private record Page(List<String> names, int first, int last) {

    static Page of(QueryStringDecoder decoder) {
      List<String> names = new ArrayList<>(ModelManager.getInstance().getEndpoints().keySet());
      names.sort(null);
      int limit = NettyUtils.getIntParameter(decoder, "limit", MAX_PAGE_SIZE);
      int first = Math.max(0, NettyUtils.getIntParameter(decoder, "next_page_token", 0));
      int size = limit < 0 || limit > MAX_PAGE_SIZE ? MAX_PAGE_SIZE : limit;
      return new Page(names, first, Math.min(first + size, names.size()));
    }

    <T> List<T> items(Function<Workflow, Stream<T>> toItems) {
      return names.subList(Math.min(first, last), last).stream()
          .flatMap(
              name -> ModelManager.getInstance().getEndpoints().get(name).getWorkflows().stream())
          .flatMap(toItems)
          .toList();
    }
  }
}
