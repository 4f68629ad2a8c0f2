package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.Tensors;
import java.util.Locale;

/** How the load's tensor, one row of four numbers, is written. */
enum Body {
  /** DJL's own form. */
  NDLIST {
    @Override
    RawRequest requestTo(String path) {
      return RawRequest.post(path, "tensor/ndlist", Tensors.ndlist(ROW));
    }
  },
  /**
   * NumPy's. DJL 0.36 takes a buffer of a megabyte for each array that it reads, and writing the
   * answer compresses: the server spends more on a request, half of it on garbage collection.
   */
  NPZ {
    @Override
    RawRequest requestTo(String path) {
      return RawRequest.post(path, "tensor/npz", Tensors.npz(ROW));
    }
  };

  private static final float[] ROW = {1, 2, 3, 4};

  abstract RawRequest requestTo(String path);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
