package io.runnerbean.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
    if (args.length == 1 && args[0].equals(SERVE)) {
      return serve(null);
    }
    if (args.length == 3 && args[0].equals(SERVE) && args[1].equals(ServeCommand.POLL)) {
      return serve(args[2]);
    }
    if (args.length == 2 && args[0].equals(REHEARSE)) {
      return rehearse(Path.of(args[1]));
    }
    return Runnerbean.execute(args);
  }

  private static int rehearse(Path classes) {
    Logging.configure();
    try {
      Rehearsal.run(classes);
      return ExitCode.OK;
    } catch (Exception e) {
      ErrorPrinter.print(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
      return ExitCode.SOFTWARE;
    }
  }

  private static int serve(@Nullable String polled) {
    Logging.configure();
    try {
      WorkerProcess.runUntilStopped(polled);
      return ExitCode.OK;
    } catch (Exception e) {
      ErrorPrinter.print(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
      return ExitCode.SOFTWARE;
    }
  }
}
