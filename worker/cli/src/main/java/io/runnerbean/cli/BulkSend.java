package io.runnerbean.cli;

import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.sqs.JobSender;
import io.runnerbean.engine.sqs.SendResult;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Sends many jobs, shows the progress, and reports the jobs that SQS refused. */
record BulkSend(JobSender sender, PrintStream out, PrintStream err) {

  /** The number of jobs for one step of the progress bar. */
  private static final int STEP = 100;

  private static final int MAX_REPORTED = 20;

  /** Sends the jobs and returns the exit code. */
  int send(List<JobMessage> messages) {
    ProgressBar bar = ProgressBar.of(messages.size(), err);
    int refused = 0;
    for (int start = 0; start < messages.size(); start += STEP) {
      int end = Math.min(start + STEP, messages.size());
      refused += report(start, sender.send(messages.subList(start, end), 0), refused);
      bar.show(end);
    }
    bar.end();
    out.printf(
        "Sent %d of %d jobs to %s%n",
        messages.size() - refused, messages.size(), sender.queueName());
    return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Reports the jobs that SQS refused, and returns their number. */
  private int report(int start, List<SendResult> sent, int before) {
    int refused = 0;
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i) instanceof SendResult.NotConfirmed(String reason)) {
        refused++;
        if (before + refused <= MAX_REPORTED) {
          err.printf("%nSQS did not confirm job %d: %s%n", start + i + 1, reason);
        }
      }
    }
    return refused;
  }
}
