package io.runnerbean.deploy.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Who watches a deployment.
 *
 * @param in where answers come from
 * @param agrees whether everything is agreed to without asking
 */
public record Console(PrintWriter out, BufferedReader in, boolean agrees) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  /** A line. */
  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  public void say(String line, Object... arguments) {
    out.println(line.formatted(arguments));
    out.flush();
  }

  /** Something that AWS tells of. */
  public void event(Instant time, String text) {
    say("  %s  %s", TIME.format(time), text);
  }

  /** That something goes on of which there is no news. */
  public void patience(Duration since) {
    say("  …         for %d min %02d s", since.toMinutes(), since.toSecondsPart());
  }

  /**
   * Goes on if the answer is {@code yes}.
   *
   * @param yes what has to be typed, to the letter
   * @throws DeployException if it is another, or nobody is there to ask
   */
  public void agree(String question, String yes) {
    if (!agrees) {
      ask(question, yes, "with --yes it goes on without asking");
    }
  }

  /** The same, whoever has agreed beforehand: for what cannot be taken back. */
  public void insist(String question, String yes) {
    ask(question, yes, "it must be typed, or come by a pipe");
  }

  private void ask(String question, String yes, String otherwise) {
    out.print(question + " ");
    out.flush();
    if (!yes.equals(answer(otherwise).strip())) {
      throw new DeployException("Nothing was changed.");
    }
  }

  private String answer(String otherwise) {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new DeployException(
            "Nobody is there to agree; %s. Nothing was changed.".formatted(otherwise));
      }
      return line;
    } catch (IOException e) {
      throw new DeployException("The answer could not be read: " + e.getMessage());
    }
  }
}
