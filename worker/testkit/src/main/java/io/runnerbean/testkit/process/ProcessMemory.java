package io.runnerbean.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The memory of a process, in KiB. Only Linux reports it; elsewhere the result is empty.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status</a>
 */
public final class ProcessMemory {

  private ProcessMemory() {}

  /** Returns the largest resident size so far. */
  public static OptionalLong peak(ProcessHandle process) throws IOException {
    return of(process, "VmHWM:");
  }

  /** Returns the resident size now. */
  public static OptionalLong now(ProcessHandle process) throws IOException {
    return of(process, "VmRSS:");
  }

  private static OptionalLong of(ProcessHandle process, String field) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
