package io.github.djlobservability.samples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.samples.employment.CensusColumn;
import io.github.djlobservability.samples.models.ModelFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensusFileTest {

  private static final String HEADER =
      "id,year,AGEP,SCHL,MAR,RELP,DIS,ESP,CIT,MIG,MIL,ANC,NATIVITY,DEAR,DEYE,DREM,SEX,RAC1P,employed";
  private static final String ROW = "9,2015,41,21,1,0,2,0,1,1,4,2,1,2,2,2,2,6,1";

  @TempDir private Path folder;

  @Test
  void readsRows() throws IOException {
    List<LabelledRow> rows = CensusFile.read(file(HEADER, ROW));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).employed()).isEqualTo(1);
    assertThat(rows.get(0).row().value(CensusColumn.AGEP)).isEqualTo(41);
    assertThat(rows.get(0).row().code(CensusColumn.SCHL)).isEqualTo(21);
    assertThat(rows.get(0).row().code(CensusColumn.RAC1P)).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9,2015,41                                   | expected 19 fields.",
        "9,2015,41,25,1,0,2,0,1,1,4,2,1,2,2,2,2,6,1  | Column SCHL: expected one of the codes 0",
        "9,2015,41,x,1,0,2,0,1,1,4,2,1,2,2,2,2,6,1   | For input string: \"x\"",
        "9,2015,41,21,1,0,2,0,1,1,4,2,1,2,2,2,2,6,2  | employed: expected 0 or 1, got 2.",
      })
  void namesTheLineThatIsWrong(String line, String expected) throws IOException {
    Path file = file(HEADER, ROW, line);
    assertThatThrownBy(() -> CensusFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ", line 3: " + expected);
  }

  @Test
  void refusesAnotherHeader() throws IOException {
    Path file = file("a,b", ROW);
    assertThatThrownBy(() -> CensusFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": expected the header " + HEADER + ".");
  }

  @Test
  void trafficIsInTimeOrder() throws IOException {
    Path traffic = ModelFolders.data("employment-traffic.csv");
    assertThat(CensusFile.read(traffic)).hasSize(9000);
    assertThat(Files.readAllLines(traffic).stream().skip(1).map(line -> line.split(",", 3)[1]))
        .isSorted()
        .contains("2016", "2017", "2018");
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("rows.csv"), List.of(lines));
  }
}
