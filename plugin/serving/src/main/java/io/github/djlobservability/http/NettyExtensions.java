package io.github.djlobservability.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.bootstrap.ServerBootstrap;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Registers an extension with Netty, which by itself looks for extensions only where a system
 * property says so, and not in a plugin's jar. Stateless.
 *
 * <p>Netty 4.1.83 and later ask the registry that a private field holds, when a server binds. The
 * registry that is put there gives the extensions that Netty would have used, and ours after them.
 */
final class NettyExtensions {
  private static final String REGISTRY = "io.netty.bootstrap.ChannelInitializerExtensions";

  private NettyExtensions() {}

  /**
   * Registers an extension for all servers that are bound from now on.
   *
   * @throws ReflectiveOperationException if Netty's classes are not as expected
   * @throws RuntimeException if its fields can't be reached
   */
  static void register(ChannelInitializerExtension extension) throws ReflectiveOperationException {
    register(extension, REGISTRY);
  }

  /**
   * @param registryClass the class that holds the registry
   */
  static void register(ChannelInitializerExtension extension, String registryClass)
      throws ReflectiveOperationException {
    ClassLoader loader = ServerBootstrap.class.getClassLoader();
    Class<?> registry = Class.forName(registryClass, true, loader);
    Class<?> cached = Class.forName(registryClass + "$ServiceLoadingExtensions", true, loader);
    List<Object> extensions = new ArrayList<>(present(registry, loader));
    extensions.add(extension);
    Constructor<?> constructor = cached.getDeclaredConstructor(boolean.class);
    constructor.setAccessible(true);
    Object ours = constructor.newInstance(true);
    set(cached, "classLoader", ours, new WeakReference<>(loader));
    set(cached, "extensions", ours, List.copyOf(extensions));
    set(registry, "implementation", null, ours);
    if (!present(registry, loader).contains(extension)) {
      throw new ReflectiveOperationException("Netty does not know the extension afterwards");
    }
  }

  private static Collection<?> present(Class<?> registry, ClassLoader loader)
      throws ReflectiveOperationException {
    Method current = registry.getDeclaredMethod("getExtensions");
    current.setAccessible(true);
    Method extensions = registry.getDeclaredMethod("extensions", ClassLoader.class);
    extensions.setAccessible(true);
    return (Collection<?>) extensions.invoke(current.invoke(null), loader);
  }

  private static void set(Class<?> type, String name, @Nullable Object target, Object value)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    field.set(target, value);
  }
}
