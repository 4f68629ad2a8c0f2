package ai.djl.serving.cache;

/** Holds the server's cache. */
public final class CacheManager {

  private static volatile CacheEngine engine = new MemoryCacheEngine();

  private CacheManager() {}

  public static CacheEngine getCacheEngine() {
    return engine;
  }

  public static void setCacheEngine(CacheEngine instance) {
    engine = instance;
  }
}
