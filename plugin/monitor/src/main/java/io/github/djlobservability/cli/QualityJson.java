package io.github.djlobservability.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.djlobservability.quality.QualityReport;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a model's quality as JSON, as the server's page has it; NaN is null. */
final class QualityJson {
  private QualityJson() {}

  static void write(QualityReport report, Path file) throws IOException {
    SimpleModule numbers = new SimpleModule();
    numbers.addSerializer(double.class, new FiniteNumbers());
    numbers.addSerializer(Double.class, new FiniteNumbers());
    new ObjectMapper()
        .registerModule(numbers)
        .writerWithDefaultPrettyPrinter()
        .writeValue(file.toFile(), report);
  }

  private static final class FiniteNumbers extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }
}
