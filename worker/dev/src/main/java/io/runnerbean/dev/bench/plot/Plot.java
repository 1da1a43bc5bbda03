package io.runnerbean.dev.bench.plot;

import io.runnerbean.dev.bench.kept.KeptFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Bars of the newest rates, as a picture that scales and heeds a dark page. */
public record Plot(List<Comparison> comparisons) {

  private static final int WIDTH = 760;
  private static final int NAMES = 220;
  private static final int LONGEST = 430;
  private static final int TITLE = 34;
  private static final int ROW = 24;
  private static final int BAR = 16;

  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #24292f }
        .title { font-weight: 600 }
        .note { font-size: 11px; fill: #57606a }
        .ours { fill: #2da44e }
        .other { fill: #8c959f }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .note { fill: #8d96a0 }
        }
      </style>
      """;

  /** Of those that there are. */
  public static Plot of(KeptFigures kept) {
    return new Plot(Comparison.of(kept));
  }

  /** Writes it as SVG. */
  public void write(Path svg) throws IOException {
    Files.writeString(svg, text());
  }

  String text() {
    StringBuilder body = new StringBuilder();
    int y = 0;
    for (Comparison comparison : comparisons) {
      body.append(text("title", 0, y + ROW, comparison.title()));
      y += TITLE;
      for (Bar bar : comparison.bars()) {
        body.append(row(comparison, bar, y));
        y += ROW;
      }
    }
    return head(y + ROW) + STYLE + body + "</svg>\n";
  }

  private static String head(int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
    <title>Jobs per second, ours beside what it is held against</title>
    """
        .formatted(WIDTH, height);
  }

  private static String row(Comparison comparison, Bar bar, int y) {
    boolean ours = bar.equals(comparison.bars().getFirst());
    long width = Math.round(bar.figure().value() / comparison.longest() * LONGEST);
    int base = y + BAR - 3;
    return text("name", 0, base, bar.name())
        + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>%n"
            .formatted(ours ? "ours" : "other", NAMES, y, width, BAR)
        + text("note", NAMES + width + 6, base, rate(bar));
  }

  private static String rate(Bar bar) {
    return String.format(Locale.ROOT, "%,.0f/s (%s)", bar.figure().value(), bar.figure().commit());
  }

  private static String text(String style, long x, int y, String words) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n"
        .formatted(style, x, y, escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;");
  }
}
