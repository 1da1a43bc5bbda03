package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.jobs.Jobs;
import io.runnerbean.sqsd.cron.CronFile;
import io.runnerbean.sqsd.cron.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The schedules of a deployment and of dev mode. */
class CronFilesTest {

  @Test
  void aDeploymentRunsCronJobEveryFiveMinutes() throws Exception {
    List<Schedule> shipped = CronFile.read(Path.of("../../cron.yaml"));
    assertThat(shipped).extracting(Schedule::path).containsExactly("/job/run/CronJob");
    assertThat(shipped.getFirst().times()).hasToString("*/5 * * * *");
    assertEachNamesAJob(shipped);
  }

  @Test
  void devModeRunsItEveryMinute() throws Exception {
    List<Schedule> dev = DevSchedules.read(null);
    assertThat(dev.getFirst().times()).hasToString("* * * * *");
    assertEachNamesAJob(dev);
  }

  private static void assertEachNamesAJob(List<Schedule> schedules) {
    Set<String> paths =
        Jobs.catalog().jobs().stream()
            .map(job -> "/job/run/" + job.type().name())
            .collect(Collectors.toSet());
    assertThat(schedules).extracting(Schedule::path).isSubsetOf(paths);
  }
}
