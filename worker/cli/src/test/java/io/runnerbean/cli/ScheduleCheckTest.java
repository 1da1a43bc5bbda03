package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.sqsd.cron.CronExpression;
import io.runnerbean.sqsd.cron.Schedule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nightly    | /job/run/InsertJob     |
          nightly    | /job/run/IncrementJob  |
          InsertJob  | /job/run               |
          InsertJob  | /job/run?x=y           |
          nightly    | /job/run               | name is nightly; it must be one of
          nightly    | /job/run/InsrtJob      | did you mean InsertJob?
          nightly    | /job/run/              | the job type in the url is ; it must be one of
          nightly    | /job/post/InsertJob    |
          nightly    | /job/post/Nope         | the job type in the url is Nope; it must be one of
          nightly    | /job/runs              | the worker has no address /job/runs
          nightly    | /jobs/run/InsertJob    | use /job/run/TYPE
          """)
  void refusesWhatTheWorkerDoesNotHave(String name, String path, String problem) {
    CronExpression times = CronExpression.parse("@daily");
    List<String> problems =
        new ScheduleCheck().problems(List.of(new Schedule(name, path, times, 7)));
    if (problem == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().startsWith("line 7: ").contains(problem);
    }
  }
}
