package io.github.djlobservability.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Arrays that have a shape and no numbers, which is all that padding and stacking need to know.
 * ONNX Runtime's own can't be concatenated without another engine.
 */
final class ShapeOnlyArrays {
  private static final NDManager MANAGER =
      proxy(
          NDManager.class,
          (self, method, args) ->
              switch (method.getName()) {
                case "create" -> array(new Shape(((long[]) args[0]).length));
                default -> throw new AssertionError("not asked for: " + method);
              });

  private ShapeOnlyArrays() {}

  static NDArray array(Shape shape) {
    return proxy(
        NDArray.class,
        (self, method, args) ->
            switch (method.getName()) {
              case "getShape" -> shape;
              case "getManager" -> MANAGER;
              case "getDataType" -> DataType.FLOAT32;
              case "getName" -> null;
              case "setName" -> null;
              case "toType" -> self;
              case "broadcast" -> array((Shape) args[0]);
              case "concat" -> array(joined(shape, ((NDArray) args[0]).getShape()));
              case "getNDArrayInternal" -> internal(shape);
              default ->
                  method.isDefault()
                      ? InvocationHandler.invokeDefault(self, method, args)
                      : failed(method.toString());
            });
  }

  private static NDArrayEx internal(Shape shape) {
    return proxy(
        NDArrayEx.class,
        (self, method, args) ->
            switch (method.getName()) {
              case "stack" -> array(new Shape(((NDList) args[0]).size() + 1).addAll(shape));
              default -> failed(method.toString());
            });
  }

  private static Shape joined(Shape one, Shape other) {
    return new Shape(one.get(0) + other.get(0));
  }

  private static Object failed(String method) {
    throw new AssertionError("not asked for: " + method);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ShapeOnlyArrays.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
