package io.github.djlobservability.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServedModelsTest {
  private static final Settings SETTINGS = Settings.DEFAULTS;

  private final ServedModels models = new ServedModels(System::nanoTime);

  @Test
  void findsByNameAndVersion() {
    ServedModel one = models.add(new ModelId("m", "1"), SETTINGS, true);
    assertThat(models.find("m", "1")).isSameAs(one);
    assertThat(models.find("m", null)).isSameAs(one);
    assertThat(models.find("m", "2")).isNull();
    assertThat(models.find("other", null)).isNull();
  }

  @Test
  void withSeveralVersionsANameAloneStandsForNoneOfThem() {
    models.add(new ModelId("m", "1"), SETTINGS, true);
    models.add(new ModelId("m", "2"), SETTINGS, true);
    ServedModel any = models.find("m", null);
    assertThat(any).isNotNull();
    assertThat(any.id()).isEqualTo(new ModelId("m", null));
    assertThat(models.all()).hasSize(2);
  }

  @Test
  void versionsMayDifferInSampling() {
    ServedModel one = models.add(new ModelId("m", "1"), SETTINGS, true);
    ServedModel two =
        models.add(new ModelId("m", "2"), SETTINGS.with(RequestSetting.SAMPLING, 0.1), true);
    assertThat(ServedModels.differInSampling(List.of(one, two))).isTrue();
    assertThat(ServedModels.differInSampling(List.of(two, two))).isFalse();
    assertThat(ServedModels.differInSampling(List.of(one, one))).isFalse();
  }

  @Test
  void aModelWithoutVersionAnswersToItsName() {
    models.add(new ModelId("m", "1"), SETTINGS, true);
    ServedModel unversioned = models.add(new ModelId("m", null), SETTINGS, true);
    models.add(new ModelId("m", "3"), SETTINGS, true);
    assertThat(models.find("m", null)).isSameAs(unversioned);
  }

  @Test
  void aRequestForANameMayBeServedByEachVersionEvenByTheOneWithoutAny() {
    ServedModel two = models.add(new ModelId("m", "2"), SETTINGS, false);
    assertThat(models.asked("m", null)).isSameAs(two);
    Settings off = SETTINGS.with(GeneralSetting.ENABLED, false);
    ServedModel unversioned = models.add(new ModelId("m", null), off, true);

    ServedModel any = models.asked("m", null);
    assertThat(any).isNotNull();
    assertThat(any.isNameAlone()).isTrue();
    assertThat(any.versions()).containsExactly(unversioned, two);
    assertThat(any.settings()).isEqualTo(off);
    assertThat(any.translated()).isFalse();
    assertThat(any.mayBe(of -> of.settings().get(GeneralSetting.ENABLED))).isTrue();
    assertThat(models.asked("m", "2")).isSameAs(two);

    ServedModel three = models.add(new ModelId("m", "3"), SETTINGS, true);
    ServedModel more = models.asked("m", null);
    assertThat(more).isNotNull();
    assertThat(more.versions()).containsExactly(unversioned, two, three);
    assertThat(more.statistics()).as("go on").isSameAs(any.statistics());
  }

  @Test
  void addingAgainKeepsTheFigures() {
    ServedModel first = models.add(new ModelId("m", null), SETTINGS, true);
    first.statistics().request(1_000_000, Outcome.SUCCEEDED, false);
    Settings changed = Settings.DEFAULTS.with(GeneralSetting.ENABLED, false);
    ServedModel second = models.add(new ModelId("m", null), changed, true);
    assertThat(second.settings()).isEqualTo(changed);
    assertThat(second.statistics().summary().requests()).isEqualTo(1);
  }

  @Test
  void retainsOnlyWhatIsServed() {
    models.add(new ModelId("m", "1"), SETTINGS, true);
    models.add(new ModelId("m", "2"), SETTINGS, true);
    models.retain(Set.of(new ModelId("m", "2"))::contains);
    assertThat(models.all()).extracting(ServedModel::id).containsExactly(new ModelId("m", "2"));
    assertThat(models.find("m", "1")).isNull();
  }
}
