package io.github.djlobservability.inference;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.util.ModelServerListenerAdapter;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.HardwareSetting;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.Computations;
import io.github.djlobservability.model.LoadedOn;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelListener;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the life of the server's models, and has their translators wrapped when they load.
 * Thread-safe.
 *
 * <p>When a model has been configured, our translator factory is put in place of the one it asks
 * for; while it loads, DJL is helped to find it. Models of the Python engine never call a
 * translator, so their predictors are wrapped.
 */
public final class ModelDoor extends ModelServerListenerAdapter {
  private static final Set<String> ENGINES_WITHOUT_TRANSLATOR = Set.of("Python", "MPI");

  private final Configuration configuration;
  private final Telemetry telemetry;
  private final Instruments<ModelMetric> instruments;
  private final ServedModels models;
  private final RequestsInFlight inFlight;
  private final Observations observations;
  private final ModelListener listener;
  private final Computations computations;
  private final HttpSight sight;
  private final Map<String, Registered> registeredByUid = new ConcurrentHashMap<>();

  /** The server loads a model on one device at a time. */
  private final Map<String, Loading> loadingByUid = new ConcurrentHashMap<>();

  /** Makes a door that is to be told of the server's models. */
  public ModelDoor(
      Configuration configuration,
      Telemetry telemetry,
      ServedModels models,
      RequestsInFlight inFlight,
      Observations observations,
      ModelListener listener,
      Computations computations,
      HttpSight sight) {
    this.configuration = configuration;
    this.telemetry = telemetry;
    this.instruments = telemetry.instruments(ModelMetric.class);
    this.models = models;
    this.inFlight = inFlight;
    this.observations = observations;
    this.listener = listener;
    this.computations = computations;
    this.sight = sight;
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.djlobservability.config.InvalidConfigurationException for wrong settings in
   *     strict mode; the model is then not registered
   */
  @Override
  public void onModelConfigured(ModelInfo<?, ?> model) {
    ModelId id = new ModelId(model.getId(), model.getVersion());
    Properties properties = model.getProperties();
    Settings settings = configuration.model(id.toString(), ModelProperties.of(model));
    String factory = properties.getProperty(ObservedTranslatorFactory.ARGUMENT);
    boolean wrapped =
        settings.get(GeneralSetting.ENABLED)
            && !ENGINES_WITHOUT_TRANSLATOR.contains(model.getEngineName())
            && !namesItsFactoryElsewhere(model, factory);
    registeredByUid.put(model.getUid(), new Registered(id, settings, factory, wrapped));
    if (wrapped) {
      properties.setProperty(
          ObservedTranslatorFactory.ARGUMENT, ObservedTranslatorFactory.class.getName());
    }
  }

  /** A model zoo's artifact may name a translator factory that we can't see, and would displace. */
  private static boolean namesItsFactoryElsewhere(ModelInfo<?, ?> model, @Nullable String factory) {
    String url = model.getModelUrl();
    return factory == null && url != null && url.startsWith("djl://");
  }

  @Override
  public void onModelLoading(ModelInfo<?, ?> model, Device device) {
    Registered registered = registeredByUid.get(model.getUid());
    if (registered == null) {
      return;
    }
    try {
      begin(model, registered, device);
    } catch (RuntimeException | Error e) {
      telemetry.failures().caught("inference", e);
    }
  }

  private void begin(ModelInfo<?, ?> model, Registered registered, Device device) {
    String uid = model.getUid();
    forgetPredecessors(uid, registered.id());
    String deviceName = DeviceName.of(device);
    ServedModel served = models.add(registered.id(), registered.settings(), registered.wrapped());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (registered.settings().get(GeneralSetting.ENABLED)) {
      computations.loading(registered.id(), deviceName);
    }
    Long residentBytes = registered.watchesLoad() ? ResidentMemory.bytes() : null;
    loadingByUid.put(uid, new Loading(before, deviceName, System.nanoTime(), residentBytes));
    CallRecorder recorder = new CallRecorder(telemetry, inFlight, served, deviceName);
    CallObservations payloads = new CallObservations(registered.id(), observations, sight);
    if (registered.wrapped()) {
      ModelObserver observer =
          new ModelObserver(
              recorder, payloads, meter(model, registered, deviceName), telemetry.failures());
      // A load that failed leaves its loader on the thread: take its place, don't pile up.
      ClassLoader parent = before instanceof LoadingClassLoader stale ? stale.getParent() : before;
      thread.setContextClassLoader(
          new LoadingClassLoader(parent, observer, registered.originalFactory()));
    } else if (registered.settings().get(GeneralSetting.ENABLED)) {
      observeEngine(model, device, new EngineObserver(recorder, payloads, telemetry.failures()));
    }
  }

  /** Without it the HTTP door still sees the model's requests. */
  private void observeEngine(ModelInfo<?, ?> model, Device device, EngineObserver observer) {
    try {
      ObservedModels.observe(model, device, observer);
    } catch (ReflectiveOperationException | RuntimeException e) {
      telemetry.failures().caught("inference", e);
    }
  }

  private ComputeMeter meter(ModelInfo<?, ?> model, Registered registered, String device) {
    return new ComputeMeter(
        computations.workOf(registered.id(), device),
        device,
        model.getEngineName(),
        registered.settings().get(HardwareSetting.GPU_SYNCHRONIZE));
  }

  @Override
  public void onModelLoaded(ModelInfo<?, ?> model) {
    Loading load = loadingByUid.remove(model.getUid());
    Registered registered = registeredByUid.get(model.getUid());
    if (load == null || registered == null) {
      return;
    }
    Thread.currentThread().setContextClassLoader(load.contextClassLoader());
    try {
      Attributes attributes = CallRecorder.attributes(registered.id(), load.device());
      registered.loaded().add(attributes);
      ServedModel served = models.find(registered.id().name(), registered.id().version());
      long nanos = System.nanoTime() - load.startNanos();
      if (served != null && registered.settings().get(GeneralSetting.ENABLED)) {
        if (registered.watchesLoad()) {
          served.statistics().loaded(load.over(nanos));
        }
        listener.loaded(served, model.getModelDir());
      }
      if (registered.settings().get(GeneralSetting.ENABLED)) {
        instruments.addOrTake(ModelMetric.LOADED, 1, attributes);
        instruments.record(ModelMetric.LOAD_DURATION, nanos / 1e9, attributes);
        computations.loaded(registered.id(), load.device(), () -> tensors(model, load.device()));
      }
    } catch (RuntimeException | Error e) {
      telemetry.failures().caught("inference", e);
    }
  }

  /**
   * Counts the tensors that are alive below a loaded model: those of predictions under way, and
   * those that its translator keeps. An engine's own weights are mostly none.
   */
  private static long tensors(ModelInfo<?, ?> model, String device) {
    // Not for one that isn't loaded: the server would make it a map of its own at that.
    for (Map.Entry<Device, ? extends Model> loaded : model.getModels().entrySet()) {
      if (DeviceName.of(loaded.getKey()).equals(device)) {
        return loaded.getValue().getNDManager().getManagedArrays().size();
      }
    }
    return 0;
  }

  /**
   * Forgets the models that the server no longer has. It has no event for that, so this is to be
   * called from time to time.
   */
  public void forgetUnloaded(HostModels host) {
    forgetAllBut(host.registered().stream().map(ModelInfo::getUid).collect(Collectors.toSet()));
    Set<ModelId> ids =
        registeredByUid.values().stream().map(Registered::id).collect(Collectors.toSet());
    models.retain(id -> ids.contains(id) || host.isServed(id));
  }

  synchronized void forgetAllBut(Set<String> uids) {
    registeredByUid.keySet().stream().filter(uid -> !uids.contains(uid)).forEach(this::forget);
  }

  /**
   * The server loads a name and version anew only after it has let go of the old one, which may not
   * have been noticed yet. One at a time: nothing is told of the new one before all is told of the
   * old one.
   */
  private synchronized void forgetPredecessors(String uid, ModelId id) {
    registeredByUid.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(uid))
        .filter(entry -> entry.getValue().id().equals(id) && entry.getValue().isLoaded())
        .map(Map.Entry::getKey)
        .forEach(this::forget);
  }

  private void forget(String uid) {
    Registered gone = registeredByUid.remove(uid);
    if (gone == null) {
      return;
    }
    if (registeredByUid.values().stream().noneMatch(other -> other.id().equals(gone.id()))) {
      configuration.forget(gone.id().toString());
    }
    // One that was registered twice, as by a second workflow, is loaded once.
    if (gone.isLoaded()) {
      listener.unloaded(gone.id());
      computations.unloaded(gone.id());
      if (gone.settings().get(GeneralSetting.ENABLED)) {
        gone.loaded().forEach(each -> instruments.addOrTake(ModelMetric.LOADED, -1, each));
      }
    }
  }

  /**
   * A model that was registered with the server.
   *
   * @param loaded attributes of each device it was loaded on
   */
  private record Registered(
      ModelId id,
      Settings settings,
      @Nullable String originalFactory,
      boolean wrapped,
      List<Attributes> loaded) {
    Registered(ModelId id, Settings settings, @Nullable String originalFactory, boolean wrapped) {
      this(id, settings, originalFactory, wrapped, new CopyOnWriteArrayList<>());
    }

    boolean watchesLoad() {
      return settings.get(GeneralSetting.ENABLED) && settings.get(LoadSetting.LOAD);
    }

    boolean isLoaded() {
      return !loaded.isEmpty();
    }
  }

  /** A load that is under way. */
  private record Loading(
      ClassLoader contextClassLoader,
      String device,
      long startNanos,
      @Nullable Long residentBytes) {

    /** Describes the load, now that it is over. */
    LoadedOn over(long nanos) {
      Long now = ResidentMemory.bytes();
      Long grown = now == null || residentBytes == null ? null : now - residentBytes;
      return new LoadedOn(device, nanos / 1e9, grown);
    }
  }
}
