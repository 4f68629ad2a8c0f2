package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.config.SpanDetail;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServedModelsTest {
  private static final ModelSettings SETTINGS = new ModelSettings(true, SpanDetail.PHASES, null);

  private final ServedModels models = new ServedModels(System::nanoTime);

  @Test
  void findsByNameAndVersion() {
    ServedModel one = models.add(new ModelId("m", "1"), SETTINGS);
    assertThat(models.find("m", "1")).isSameAs(one);
    assertThat(models.find("m", null)).isSameAs(one);
    assertThat(models.find("m", "2")).isNull();
    assertThat(models.find("other", null)).isNull();
  }

  @Test
  void withSeveralVersionsANameAloneStandsForNoneOfThem() {
    models.add(new ModelId("m", "1"), SETTINGS);
    models.add(new ModelId("m", "2"), SETTINGS);
    ServedModel any = models.find("m", null);
    assertThat(any).isNotNull();
    assertThat(any.id()).isEqualTo(new ModelId("m", null));
    assertThat(models.all()).hasSize(2);
  }

  @Test
  void aModelWithoutVersionAnswersToItsName() {
    models.add(new ModelId("m", "1"), SETTINGS);
    ServedModel unversioned = models.add(new ModelId("m", null), SETTINGS);
    models.add(new ModelId("m", "3"), SETTINGS);
    assertThat(models.find("m", null)).isSameAs(unversioned);
  }

  @Test
  void addingAgainKeepsTheFigures() {
    ServedModel first = models.add(new ModelId("m", null), SETTINGS);
    first.statistics().request(1_000_000, false);
    ModelSettings changed = new ModelSettings(false, SpanDetail.REQUEST, 0.5);
    ServedModel second = models.add(new ModelId("m", null), changed);
    assertThat(second.settings()).isEqualTo(changed);
    assertThat(second.statistics().summary().requests()).isEqualTo(1);
  }

  @Test
  void retainsOnlyWhatIsServed() {
    models.add(new ModelId("m", "1"), SETTINGS);
    models.add(new ModelId("m", "2"), SETTINGS);
    models.retain(Set.of(new ModelId("m", "2"))::contains);
    assertThat(models.all()).extracting(ServedModel::id).containsExactly(new ModelId("m", "2"));
    assertThat(models.find("m", "1")).isNull();
  }
}
