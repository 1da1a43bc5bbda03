package io.runnerbean.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/**
 * The main class of the jar. It starts a worker without picocli, because no AOT cache accepts the
 * format of picocli's classes, and loading them takes a third of a start.
 */
public final class Main {

  private static final String SERVE = "serve";

  /** Only the bundle's Dockerfile uses this command. */
  private static final String REHEARSE = "rehearse";

  private Main() {}

  public static void main(String[] args) {
    int code = run(args);
    Logging.stop();
    System.exit(code);
  }

  private static int run(String[] args) {
    boolean serves = args.length == 1 && args[0].equals(SERVE);
    boolean polls = args.length == 3 && args[0].equals(SERVE) && args[1].equals(ServeCommand.POLL);
    boolean rehearses = args.length == 2 && args[0].equals(REHEARSE);
    return serves || polls || rehearses ? withoutParser(args) : Runnerbean.execute(args);
  }

  private static int withoutParser(String[] args) {
    Logging.configure();
    try {
      if (args[0].equals(REHEARSE)) {
        Rehearsal.run(Path.of(args[1]));
      } else {
        WorkerProcess.runUntilStopped(args.length == 1 ? null : args[2]);
      }
      return ExitCode.OK;
    } catch (Exception e) {
      ErrorPrinter.print(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
      return ExitCode.SOFTWARE;
    }
  }
}
