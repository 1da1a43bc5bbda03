package io.runnerbean.dev.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.dev.bench.kept.KeptFigures;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotTest {

  private static final String FIGURES =
      """
      date,commit,machine,benchmark,figure,value,unit
      2026-11-21,aaa,"2 x CPU",over HTTP,rate,1,jobs/s
      2026-11-22,bbb,"2 x CPU",over HTTP,rate,2000,jobs/s
      2026-11-22,bbb,"2 x CPU",plain JDBC,rate,4000,jobs/s
      """;

  @Test
  void drawsTheNewestRatesToScaleAndLeavesOutWhatThereIsNot(@TempDir Path folder) throws Exception {
    Path csv = Files.writeString(folder.resolve("benchmarks.csv"), FIGURES);
    Document svg = parse(Plot.of(KeptFigures.in(csv)).text());
    var bars = svg.getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(2);
    assertThat(width(bars.item(1))).isEqualTo(2 * width(bars.item(0)));
    assertThat(svg.getDocumentElement().getTextContent()).contains("2,000/s (bbb)", "plain JDBC");
  }

  @Test
  void anEmptyOneIsStillAPicture() throws Exception {
    Document svg = parse(Plot.of(new KeptFigures(List.of())).text());
    assertThat(svg.getElementsByTagName("rect").getLength()).isZero();
  }

  private static int width(org.w3c.dom.Node bar) {
    return Integer.parseInt(((Element) bar).getAttribute("width"));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
